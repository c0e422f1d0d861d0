package org.camelpush.imapidle.protocol;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseParserTest {

    private static Response parse(String text) {
        return ResponseParser.parse(new Frame(text, List.of()));
    }

    @Test
    void readsTaggedResponses() {
        assertThat(parse("A7 OK [READ-ONLY] done"))
                .isEqualTo(
                        new Response.Tagged("A7", Condition.OK, new ResponseCode("READ-ONLY", ""), "[READ-ONLY] done"));
        assertThat(parse("A8 no [LIMIT] enough").toString()).contains("condition=NO", "name=LIMIT");
        assertThat(parse("A9 BAD")).isEqualTo(new Response.Tagged("A9", Condition.BAD, ResponseCode.NONE, ""));
        assertThat(((Response.Tagged) parse("A1 OK x")).isOk()).isTrue();
        assertThat(((Response.Tagged) parse("A1 NO x")).isOk()).isFalse();
    }

    @Test
    void readsUntaggedStatus() {
        assertThat(parse("* OK [UIDNEXT 4392] Predicted next UID"))
                .isEqualTo(new Response.Status(
                        Condition.OK, new ResponseCode("UIDNEXT", "4392"), "[UIDNEXT 4392] Predicted next UID"));
        assertThat(parse("* BYE")).isEqualTo(new Response.Status(Condition.BYE, ResponseCode.NONE, ""));
        assertThat(parse("* PREAUTH hello")).isInstanceOf(Response.Status.class);
        assertThat(parse("* OK [unfinished"))
                .isEqualTo(new Response.Status(Condition.OK, ResponseCode.NONE, "[unfinished"));
        assertThat(parse("* OK text [not a code]"))
                .isEqualTo(new Response.Status(Condition.OK, ResponseCode.NONE, "text [not a code]"));
    }

    @Test
    void readsCapabilities() {
        assertThat(parse("* CAPABILITY IMAP4rev1 idle  AUTH=PLAIN"))
                .isEqualTo(new Response.Capability(Capabilities.of("IMAP4REV1 IDLE AUTH=PLAIN")));
        assertThat(parse("* capability")).isEqualTo(new Response.Capability(Capabilities.NONE));
    }

    @Test
    void readsContinuations() {
        assertThat(parse("+ idling")).isEqualTo(new Response.Continuation("idling"));
        assertThat(parse("+")).isEqualTo(new Response.Continuation(""));
        assertThat(parse("+idling")).isEqualTo(new Response.Continuation("idling"));
    }

    @Test
    void readsNumbers() {
        assertThat(parse("* 23 EXISTS")).isEqualTo(new Response.Exists(23));
        assertThat(parse("* 0 exists")).isEqualTo(new Response.Exists(0));
        assertThat(parse("* 44 EXPUNGE")).isEqualTo(new Response.Expunge(44));
        assertThat(parse("* 5 RECENT")).isEqualTo(new Response.Other("RECENT"));
        assertThat(parse("* 5")).isEqualTo(new Response.Other(""));
        assertThat(parse("* 9999999999999999999 EXISTS")).isInstanceOf(Response.Other.class);
    }

    @Test
    void readsSearches() {
        assertThat(parse("* SEARCH 2 84 882")).isEqualTo(new Response.Search(UidSet.of(2, 84, 882)));
        assertThat(parse("* SEARCH")).isEqualTo(new Response.Search(new UidSet()));
        assertThat(parse("* SEARCH ")).isEqualTo(new Response.Search(new UidSet()));
        assertThat(parse("* SEARCH 2 5 (MODSEQ 917162500)")).isEqualTo(new Response.Search(UidSet.of(2, 5)));
        assertThat(parse("* SEARCH 4294967295")).isEqualTo(new Response.Search(UidSet.of(4294967295L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* LIST () \"/\" x", "* FLAGS (a)", "* X-NEW thing"})
    void passesOverWhatItDoesNotKnow(String line) {
        assertThat(parse(line)).isInstanceOf(Response.Other.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "* ",
                "*  OK",
                "A1",
                "A1 ",
                "A1 MAYBE",
                "A1 BYE",
                "A1 PREAUTH",
                " OK",
                "HTTP/1.1 400 Bad Request",
                "220 smtp ready",
                "* SEARCH x",
                "* SEARCH 0",
                "* SEARCH -1",
                "* SEARCH 4294967296",
                "* SEARCH 99999999999999999999"
            })
    void refusesWhatIsNoImap(String line) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("characters");
    }

    @Test
    void anErrorDoesNotQuoteTheServer() {
        assertThatThrownBy(() -> parse("Dear Mrs Smith")).message().doesNotContain("Smith");
        assertThatThrownBy(() -> parse("* 1 FETCH (Smith")).message().doesNotContain("Smith");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* OK BODY[] \"\"",
                "A1 OK \"\"",
                "+ \"\"",
                "* LIST BODY[] \"\"",
                "* 3 EXISTS \"\"",
                "rubbish \"\""
            })
    void releasesBodiesThatStandWhereNoneBelong(String line) {
        MemoryBodies.MemoryBody body = new MemoryBodies.MemoryBody(new byte[1]);
        try {
            ResponseParser.parse(new Frame(line, List.of(body)));
        } catch (ProtocolViolationException expected) {
            assertThat(line).startsWith("rubbish");
        }
        assertThat(body.releases()).isEqualTo(1);
    }

    @Test
    void everyResponseComesToItsHandler() {
        List<String> called = new ArrayList<>();
        Response.Handler handler = new NamingHandler(called);
        for (String line : List.of(
                "A1 OK",
                "+",
                "* OK",
                "* CAPABILITY",
                "* 1 EXISTS",
                "* 1 EXPUNGE",
                "* SEARCH",
                "* 1 FETCH ()",
                "* ENABLED",
                "* ID NIL",
                "* STATUS x (UIDNEXT 3)",
                "* OTHER")) {
            parse(line).dispatch(handler);
        }
        assertThat(called)
                .containsExactly(
                        "tagged",
                        "continuation",
                        "status",
                        "capability",
                        "exists",
                        "expunge",
                        "search",
                        "fetch",
                        "enabled",
                        "id",
                        "mailboxStatus");
    }

    @Test
    void readsWhatVanishedAsRangesHoweverMany() {
        assertThat(parse("* VANISHED (EARLIER) 300:310,405"))
                .isEqualTo(new Response.Vanished(true, UidSet.parse("300:310,405")));
        assertThat(parse("* VANISHED 1:4294967295"))
                .isEqualTo(new Response.Vanished(false, UidSet.parse("1:4294967295")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* VANISHED",
                "* VANISHED (EARLIER)",
                "* VANISHED 0",
                "* VANISHED 4294967296",
                "* VANISHED 1:2:3",
                "* VANISHED 1,,2",
                "* VANISHED *",
                "* VANISHED (LATER) 1"
            })
    void refusesWhatVanishedAndIsNoSetOfIdentifiers(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void readsTheHighestModSequenceOfAFolder() {
        assertThat(modSeq("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(modSeq("9223372036854775808")).isZero();
        assertThat(modSeq("99999999999999999999")).isZero();
        assertThat(modSeq("")).isZero();
        assertThat(modSeq("-1")).isZero();
        assertThat(modSeq("1x")).isZero();
    }

    private static long modSeq(String said) {
        return ((Response.Status) parse("* OK [HIGHESTMODSEQ " + said + "] highest"))
                .code()
                .modSeq();
    }

    private record NamingHandler(List<String> called) implements Response.Handler {
        @Override
        public void vanished(Response.Vanished response) {
            called.add("vanished");
        }

        @Override
        public void tagged(Response.Tagged response) {
            called.add("tagged");
        }

        @Override
        public void continuation(Response.Continuation response) {
            called.add("continuation");
        }

        @Override
        public void status(Response.Status response) {
            called.add("status");
        }

        @Override
        public void capability(Response.Capability response) {
            called.add("capability");
        }

        @Override
        public void exists(Response.Exists response) {
            called.add("exists");
        }

        @Override
        public void expunge(Response.Expunge response) {
            called.add("expunge");
        }

        @Override
        public void search(Response.Search response) {
            called.add("search");
        }

        @Override
        public void fetch(Response.Fetch response) {
            called.add("fetch");
        }

        @Override
        public void enabled(Response.Enabled response) {
            called.add("enabled");
        }

        @Override
        public void id(Response.Id response) {
            called.add("id");
        }

        @Override
        public void mailboxStatus(Response.MailboxStatus response) {
            called.add("mailboxStatus");
        }
    }
}
