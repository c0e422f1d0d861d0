package org.camelpush.imapidle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** A real IMAP server in this JVM, on a free port of the loopback, with one account. */
public final class GreenMailServer implements AutoCloseable {

    public static final String USER = "alice";
    public static final String PASSWORD = "s3cret-pw";

    private final GreenMail server;
    private final GreenMailUser user;

    public GreenMailServer() {
        server = new GreenMail(ServerSetup.dynamicPort(new ServerSetup[] {ServerSetup.IMAP}));
        server.start();
        user = server.setUser("alice@example.com", USER, PASSWORD);
    }

    public int port() {
        return server.getImap().getPort();
    }

    /** The endpoint's URI with what it needs to reach this server; further options begin with an ampersand. */
    public String uri(String options) {
        return "imap-idle:localhost:" + port() + "?username=" + USER + "&password=" + PASSWORD + "&startTls=false"
                + options;
    }

    /** The same account for camel-mail. */
    public String camelMailUri(String options) {
        return "imap:localhost:" + port() + "?username=" + USER + "&password=" + PASSWORD + options;
    }

    public void deliver(String subject) {
        deliver(("From: bob@example.com\r\nTo: alice@example.com\r\nSubject: " + subject
                        + "\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <" + subject
                        + "@example.com>\r\n\r\nbody of " + subject + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    public void deliver(byte[] mail) {
        try {
            inbox().appendMessage(
                            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)),
                            new Flags(),
                            new Date());
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void createFolder(String name) {
        try {
            server.getManagers().getImapHostManager().createMailbox(user, name);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Subjects of the folder's mails, each with a * when it is \Seen and a - when it is \Deleted. */
    public List<String> mails(String folder) {
        return folder(folder).getMessages().stream()
                .map(GreenMailServer::describe)
                .collect(Collectors.toList());
    }

    /** Marks the mail of that subject, as its owner would with another client. */
    public void flag(String subject, Flags.Flag flag) {
        for (StoredMessage message : inbox().getMessages()) {
            if (describe(message).replaceAll("[*-]$", "").equals(subject)) {
                message.setFlag(flag, true);
            }
        }
    }

    private static String describe(StoredMessage message) {
        try {
            return message.getMimeMessage().getSubject()
                    + (message.isSet(Flags.Flag.SEEN) ? "*" : "")
                    + (message.isSet(Flags.Flag.DELETED) ? "-" : "");
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private MailFolder inbox() {
        return folder("INBOX");
    }

    private MailFolder folder(String name) {
        return server.getManagers().getImapHostManager().getFolder(user, name);
    }

    /** How many clients are connected, as Linux sees it. */
    public long openConnections() {
        String port = String.format(":%04X ", port());
        return Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(GreenMailServer::lines)
                // columns: number, local address, remote address, state; 01 is ESTABLISHED
                .filter(line -> line.matches("\\s*\\d+: \\w+" + port + "\\w+:\\w+ 01 .*"))
                .count();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
