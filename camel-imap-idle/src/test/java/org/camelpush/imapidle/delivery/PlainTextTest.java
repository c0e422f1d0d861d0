package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.mail.MessagingException;

import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read past Jakarta Mail is what Jakarta Mail reads. */
class PlainTextTest {

    private static Body body(String latin1) {
        byte[] octets = latin1.getBytes(StandardCharsets.ISO_8859_1);
        BodyStore.Writer writer = new Spool(null, Runnable::run).begin(octets.length);
        writer.write(Unpooled.wrappedBuffer(octets), octets.length);
        return writer.finish();
    }

    private static Optional<String> read(String mail) {
        try {
            return PlainText.of(body(mail));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Object jakarta(String mail) {
        try {
            return PushedMimeMessage.of(new FetchedMail(1, Set.of(), -1, null, Download.FULL, body(mail), null))
                    .getContent();
        } catch (IOException | MessagingException unreadable) {
            return unreadable;
        }
    }

    @Property(tries = 5_000)
    void saysWhatJakartaMailSays(@ForAll("mails") String mail) {
        Optional<String> text = read(mail);
        text.ifPresent(found -> assertThat((Object) found).isEqualTo(jakarta(mail)));
        Statistics.collect(text.isPresent());
        Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent > 5));
    }

    @Provide
    Arbitrary<String> mails() {
        Arbitrary<String> line = Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Arbitraries.of(
                                "Subject: hello",
                                "From: a@b",
                                "To: c@d,\r\n e@f",
                                "CONTENT-TYPE: text/html; charset=\"utf-8\"",
                                "Content-Type: text/plain",
                                "Content-Type: Text/Plain; charset=US-ASCII; format=flowed",
                                "content-transfer-encoding: 7BIT",
                                "Content-Transfer-Encoding:8bit ",
                                "Content-Language: en",
                                "X-Content-Type: image/png")),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                "Content-Type: multipart/mixed; boundary=x",
                                "Content-Type : text/plain; charset=utf-8",
                                "Content-Type: text/plain;\r\n charset=iso-8859-1",
                                "Content-Type: text/plain; charset=iso-8859-15",
                                "Content-Type: text/plain; charset=utf-8; charset=us-ascii",
                                "Content-Type: text/plain; charset=\"utf-8",
                                "Content-Type: text/xml",
                                "Content-Type:",
                                "Content-Type",
                                "Content-Transfer-Encoding: base64",
                                "Content-Transfer-Encoding: quoted-printable",
                                "Content-Transfer-Encoding: 8bit (really)",
                                "Content-",
                                " folded",
                                "\tfolded",
                                "no colon here",
                                ":",
                                "bare\nfeed: 1",
                                "bare\rreturn: 1",
                                "Content-Type: text/plain; charset=utf-8\rX: y")));
        Arbitrary<String> content =
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(60);
        Arbitrary<String> blank =
                Arbitraries.frequency(Tuple.of(9, "\r\n"), Tuple.of(1, "\n"), Tuple.of(1, " \r\n"), Tuple.of(1, ""));
        return Combinators.combine(line.list().ofMaxSize(4), blank, content).as(PlainTextTest::mail);
    }

    private static String mail(List<String> header, String blank, String content) {
        List<String> lines = new ArrayList<>(header);
        lines.add("");
        return String.join("\r\n", lines) + blank + content;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: x\r\n\r\nhello\r\n",
                "\r\nhello\r\n",
                "Content-Type: text/plain\r\n\r\nhello\r\n",
                "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nhello\r\n",
                "To: a,\r\n b\r\nContent-Type: text/plain; charset=\"ISO-8859-1\"; format=flowed\r\n\r\nhello\r\n",
            })
    void readsPlainMails(String mail) {
        assertThat(read(mail)).contains("hello\r\n");
    }

    @Test
    void readsTheCharacterSetThatIsNamed() {
        String start = "Content-Type: text/plain; charset=";
        assertThat(read(start + "utf-8\r\n\r\n\u00c3\u00a4")).contains("\u00e4");
        assertThat(read(start + "iso-8859-1\r\n\r\n\u00e4")).contains("\u00e4");
        assertThat(read(start + "us-ascii\r\n\r\n\u00e4")).contains("\u00e4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Subject: x\r\n",
                "Subject: x\n\nhello",
                " folded\r\n\r\nhello",
                "Content-Type: multipart/mixed; boundary=x\r\n\r\nhello",
                "Content-Type: text/plain;\r\n charset=utf-8\r\n\r\nhello",
                "Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=",
                "Content-Type: text/plain; charset=utf-7\r\n\r\nhello",
                "Content-Type : text/plain\r\n\r\nhello",
                "Content-Type: text/plain;\tcharset=utf-8\r\n\r\nhello",
            })
    void leavesAllElseToJakartaMail(String mail) {
        assertThat(read(mail)).isEmpty();
    }
}
