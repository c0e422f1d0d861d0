package org.camelpush.imapidle.protocol;

import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.camelpush.imapidle.protocol.MemoryBodies.MemoryBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever stands in BODYSTRUCTURE or ENVELOPE: the mail comes, or a violation; bounded, and its header is not lost. */
class BodyStructureProperties {

    /** What a hostile mail makes a server send: lists in lists, strings of anything, in any order. */
    @Provide
    Arbitrary<String> value() {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                Arbitraries.of(
                        "NIL", "7", "99999999999999999999", "\"message\"", "\"rfc822\"", "\"text\"", "\"filename*0*\""),
                Arbitraries.strings().ofMaxLength(12).map(BodyStructureProperties::quoted),
                Arbitraries.strings().ascii().ofMaxLength(12).map(text -> "{" + text.length() + "}\r\n" + text),
                Arbitraries.of("\"=?utf-8?b?####?=\"", "\"=?x?q?=ZZ?=\"", "\"utf-8'%\"", "\"x''%C3\""));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(inner, leaf).list().ofMaxSize(8).map(values -> values.stream()
                        .collect(Collectors.joining(" ", "(", ")"))),
                0,
                5);
    }

    private static String quoted(String text) {
        String harmless = text.replaceAll("[\\p{Cntrl}\\ud800-\\udfff]", "");
        return '"' + harmless.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Property(tries = 5_000)
    void aWellFormedStructureNeverStopsTheMail(@ForAll("value") String structure, @ForAll("value") String envelope) {
        MemoryBody header = new MemoryBody(new byte[3]);
        FetchedMail mail =
                parse("(ENVELOPE " + envelope + " BODYSTRUCTURE " + structure + " UID 5 BODY[HEADER] \"\")", header);
        assertThat(mail.uid()).isEqualTo(5);
        assertThat(mail.brings(Download.HEADERS)).isTrue();
        assertThat(mail.body()).isSameAs(header);
        assertThat(header.releases()).isZero();
        if (mail.parts() != null) {
            assertThat(mail.parts()).hasSizeLessThanOrEqualTo(BodyStructure.MAX_PARTS);
        }
    }

    @Property(tries = 5_000)
    void aStructureThatWasCutOrChangedLosesNoBody(
            @ForAll("value") String structure, @ForAll @IntRange(max = 400) int at, @ForAll char changed) {
        MemoryBody header = new MemoryBody(new byte[3]);
        StringBuilder text = new StringBuilder("(BODYSTRUCTURE " + structure + " UID 5 BODY[HEADER] \"\")");
        if (at < text.length()) {
            text.setCharAt(at, changed);
        } else {
            text.setLength(at % text.length());
        }
        try {
            FetchedMail mail = parse(text.toString(), header);
            mail.release();
        } catch (ProtocolViolationException expected) {
            assertThat(expected).hasMessageStartingWith("The server ");
        }
        assertThat(header.releases()).isEqualTo(1);
    }

    private static FetchedMail parse(String items, MemoryBody body) {
        Response response = ResponseParser.parse(new Frame("* 1 FETCH " + items, List.of(body)));
        return ((Response.Fetch) response).mail();
    }
}
