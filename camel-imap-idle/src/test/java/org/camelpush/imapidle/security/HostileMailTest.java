package org.camelpush.imapidle.security;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.activation.DataHandler;

import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** What a sender writes stays where it belongs: no second header, no second log line, no path. */
class HostileMailTest {

    private static final String FORGED = "INFO Transfer approved";

    private final MailboxScript mailbox = new MailboxScript();
    private final RouteFixture route = new RouteFixture();
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        route.close();
    }

    private Object push(byte[] mail, Function<Exchange, Object> look) throws InterruptedException {
        route.work(exchange -> seen.add(look.apply(exchange))).serve("&maxInFlight=1", mailbox);
        route.awaitIdle();
        mailbox.deliver(mail);
        Object found = seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(found).isNotNull();
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?UTF-8?Q?hello=0D=0AX-Injected:_yes=0D=0A" + "INFO_Transfer_approved?=",
                "=?UTF-8?B?aGVsbG8NClgtSW5qZWN0ZWQ6IHllcw0KSU5GTyBUcmFuc2ZlciBhcHByb3ZlZA==?=",
                "hello\r\n\t" + FORGED,
                "hello\r\n X-Injected: yes\r\n " + FORGED,
                "hello\r\n \r\n\t\r\n " + FORGED
            })
    void aSubjectMakesNoSecondHeaderAndNoSecondLogLine(String subject) throws Exception {
        byte[] mail =
                ("From: bob@example.com\r\nSubject: " + subject + "\r\n\r\nbody").getBytes(StandardCharsets.UTF_8);
        Map<?, ?> headers = (Map<?, ?>) push(mail, exchange -> exchange.getIn().getHeaders());
        assertThat(headers.get("Subject").toString())
                .startsWith("hello".equals(subject) ? "" : subject.substring(0, 5));
        assertThat(headers.keySet().toString()).doesNotContainIgnoringCase("X-Injected");
        assertThat(headers.values())
                .allSatisfy(value -> assertThat(String.valueOf(value)).doesNotContain("\r", "\n"));
    }

    @Test
    void aFoldedHeaderThatStandsThereTwiceIsOneLineEach() throws Exception {
        byte[] mail = "Subject: s\r\nReceived: from a\r\n by b\r\nReceived: from c\r\n\tby d\r\n\r\nbody"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(push(mail, exchange -> exchange.getIn().getHeader("Received").toString()))
                .isEqualTo("[from a by b, from c\tby d]");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "/etc/passwd, passwd",
        "..\\\\..\\\\windows\\\\system.ini, system.ini",
        "C:\\\\autoexec.bat, autoexec.bat",
    })
    void anAttachmentIsNamedWithoutItsPath(String name, String expected) throws Exception {
        byte[] mail = TestMails.withAttachment("s", "body", name, "application/x-a", new byte[300_000]);
        Object names = push(
                mail,
                exchange -> Set.copyOf(exchange.getIn(AttachmentMessage.class).getAttachmentNames()));
        assertThat(names).isEqualTo(Set.of(expected));
    }

    @Test
    void theDataHandlerOfAnAttachmentHasNoPathEither() throws Exception {
        byte[] mail = TestMails.withAttachment("s", "body", "../../evil", "application/x-a", new byte[10]);
        Object named = push(mail, exchange -> {
            DataHandler attachment = exchange.getIn(AttachmentMessage.class).getAttachment("evil");
            return attachment.getName();
        });
        assertThat(named).isEqualTo("evil");
    }
}
