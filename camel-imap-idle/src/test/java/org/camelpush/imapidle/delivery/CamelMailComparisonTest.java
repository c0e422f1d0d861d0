package org.camelpush.imapidle.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.mail.internet.MimeMultipart;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The same route on camel-mail and on imap-idle gets the same exchanges, but for the headers of imap-idle. */
@RequiresDovecot
class CamelMailComparisonTest {

    private static final Map<String, String> MAILS = Map.of(
            "plain",
            head("text/plain; charset=utf-8") + "\r\nGr\u00fc\u00dfe aus K\u00f6ln\r\n",
            "latin1",
            head("text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable") + "\r\nGr=FC=DFe\r\n",
            "html and text",
            head("multipart/alternative; boundary=b")
                    + "\r\n--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nwords\r\n"
                    + "--b\r\nContent-Type: text/html; charset=us-ascii\r\n\r\n<p>words</p>\r\n--b--\r\n",
            "attachments",
            head("multipart/mixed; boundary=b")
                    + "\r\n--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nsee attached\r\n"
                    + "--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
                    + "Content-Disposition: attachment; filename=a.pdf\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"
                    + "--b\r\nContent-Type: text/csv; charset=us-ascii\r\nContent-Disposition: attachment; filename=b.csv\r\n\r\n1,2\r\n"
                    + "--b--\r\n",
            "encoded subject",
            "From: =?utf-8?q?J=C3=B6rg?= <j@example.com>\r\nTo: a@example.com\r\nTo: b@example.com\r\n"
                    + "Subject: =?utf-8?b?R3LDvMOfZQ==?=\r\nReceived: one\r\nReceived: two\r\n\r\nbody\r\n",
            "hostile headers",
            "From: x@example.com\r\nSubject: s\r\nX-Other: kept\r\n\r\nbody\r\n");

    private static String head(String contentType) {
        return "From: bob@example.com\r\nTo: alice@example.com\r\nSubject: compared\r\n"
                + "Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nX-Custom: some value\r\nContent-Type: "
                + contentType + "\r\n";
    }

    private static DovecotServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = DovecotServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "latin1", "html and text", "attachments", "encoded subject", "hostile headers"})
    void aRouteGetsWhatCamelMailGivesIt(String name) throws Exception {
        String pulling = name.replace(' ', '-') + "-pulled";
        String pushing = name.replace(' ', '-') + "-pushed";
        server.deliver(pulling, MAILS.get(name).getBytes(StandardCharsets.UTF_8));
        server.deliver(pushing, MAILS.get(name).getBytes(StandardCharsets.UTF_8));
        String account = "localhost:" + server.port() + "?password=" + server.password() + "&username=";
        Map<String, Object> pulled = receive("imap:" + account + pulling + "&initialDelay=0&delay=100");
        Map<String, Object> pushed = receive("imap-idle:" + account + pushing + "&startTls=false");
        assertThat(pushed).isNotNull().isEqualTo(pulled);
    }

    private static Map<String, Object> receive(String uri) throws Exception {
        BlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
        CamelContext context = new DefaultCamelContext();
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(exchange -> received.add(describe(exchange)));
                }
            });
            context.start();
            return received.poll(20, TimeUnit.SECONDS);
        } finally {
            context.stop();
        }
    }

    private static Map<String, Object> describe(Exchange exchange) throws Exception {
        Map<String, Object> description = new TreeMap<>();
        MailMessage message = exchange.getIn(MailMessage.class);
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(message.getHeaders());
        headers.keySet().removeIf(header -> header.startsWith("CamelImapIdle"));
        description.put("headers", headers.toString());
        description.put("body type", bodyType(message.getBody()));
        description.put("body", message.getBody(String.class));
        description.put("sent", message.getMessage().getSentDate());
        description.put("size", message.getMessage().getSize());
        description.put("pattern", exchange.getPattern());
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        message.getMessage().writeTo(raw);
        description.put("raw", raw.toString(StandardCharsets.ISO_8859_1));
        AttachmentMessage attachments = exchange.getIn(AttachmentMessage.class);
        description.put("attachments", attachments.hasAttachments() ? names(attachments) : List.of());
        return description;
    }

    private static String bodyType(Object body) {
        return body instanceof MimeMultipart ? "multipart" : body.getClass().getName();
    }

    private static List<String> names(AttachmentMessage message) {
        return message.getAttachmentObjects().entrySet().stream()
                .map(entry ->
                        entry.getKey() + " " + entry.getValue().getDataHandler().getContentType())
                .sorted()
                .collect(Collectors.toList());
    }
}
