package org.camelpush.imapidle.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusParserTest {

    private static Response parse(String line) {
        return ResponseParser.parse(new Frame(line, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* STATUS INBOX (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 4) | INBOX | 4 | 9",
                "* STATUS \"a b\" (uidnext 10) | a b | 0 | 10",
                "* STATUS {3}<CRLF>a b (UIDVALIDITY 4294967295 UIDNEXT 1) | a b | 4294967295 | 1",
                "* STATUS x (X-LIST (a b) UIDNEXT 5) | x | 0 | 5",
                "* STATUS x () | x | 0 | 0",
                "* STATUS x (UIDNEXT) | x | 0 | 0",
                "* STATUS x (UIDNEXT 0 UIDVALIDITY 4294967296) | x | 0 | 0",
                "* STATUS x (UIDNEXT -1) | x | 0 | 0"
            })
    void tellsWhereAFolderIs(String line, String mailbox, long uidValidity, long uidNext) {
        assertThat(parse(line.replace("<CRLF>", "\r\n")))
                .isEqualTo(new Response.MailboxStatus(mailbox, uidValidity, uidNext));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* STATUS", "* STATUS x", "* STATUS \"x (UIDNEXT 3)", "* STATUS NIL (UIDNEXT 3)"})
    void whatIsMalformedIsAsIfItHadNotBeenSaid(String line) {
        assertThat(parse(line)).isInstanceOf(Response.Other.class);
    }

    @Test
    void anEndlessListIsNotKept() {
        assertThat(parse("* STATUS x (" + "UIDNEXT 3 ".repeat(1_000) + ")")).isInstanceOf(Response.Other.class);
    }

    @ParameterizedTest
    @CsvSource({
        "INBOX, inbox, true",
        "Entw\u00fcrfe, Entw&APw-rfe, true",
        "Entw\u00fcrfe, Entw\u00fcrfe, true",
        "A&B, A&-B, true",
        "A&B, A&B, true",
        "Orders, orders, false",
        "x, '&', false"
    })
    void knowsAFolderHoweverItsNameIsWritten(String folder, String written, boolean same) {
        assertThat(new Response.MailboxStatus(written, 0, 0).isOf(folder)).isEqualTo(same);
    }
}
