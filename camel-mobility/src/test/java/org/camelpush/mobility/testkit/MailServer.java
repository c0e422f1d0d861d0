package org.camelpush.mobility.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** IMAP, POP3 and SMTP in this JVM, on free ports of the loopback, with one account. */
public final class MailServer implements AutoCloseable {

    public static final String USER = "alice";
    public static final String PASSWORD = "s3cret-pw";

    private final GreenMail server;
    private final GreenMailUser user;

    private final String userName;
    private final String password;

    public MailServer() {
        this(USER, PASSWORD);
    }

    /** With an account of that user. */
    public MailServer(String userName, String password) {
        this.userName = userName;
        this.password = password;
        server = new GreenMail(
                ServerSetup.dynamicPort(new ServerSetup[] {ServerSetup.IMAP, ServerSetup.POP3, ServerSetup.SMTP}));
        server.start();
        user = server.setUser(userName + "@example.com", userName, password);
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    public int pop3Port() {
        return server.getPop3().getPort();
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    /** Of camel-imap-idle; further options begin with an ampersand. */
    public String imapIdleUri(String options) {
        return "imap-idle:127.0.0.1:" + imapPort() + "?username=" + USER + "&password=" + PASSWORD + "&startTls=false"
                + options;
    }

    /** Of camel-mail: {@code imap} or {@code pop3}, polled often; further options begin with an ampersand. */
    public String mailUri(String protocol, String options) {
        return mailUri(protocol, options, protocol.equals("imap") ? imapPort() : pop3Port());
    }

    /** The same by way of something that stands before it on that port. */
    public String mailUri(String protocol, String options, int port) {
        return protocol + ":127.0.0.1:" + port + "?username=" + USER + "&password=" + PASSWORD
                + "&initialDelay=10&delay=50" + options;
    }

    public void deliver(String subject) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress("bob@example.com"));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress("alice@example.com"));
            mail.setSubject(subject);
            mail.setText("body of " + subject);
            mail.saveChanges();
            inbox().appendMessage(mail, new Flags(), new Date());
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Subjects of what is in the inbox. */
    public List<String> subjects() {
        return inbox().getMessages().stream().map(MailServer::subject).collect(Collectors.toList());
    }

    /** Whether the mail of that subject was processed. */
    public boolean isSeen(String subject) {
        return inbox().getMessages().stream()
                .anyMatch(each -> subject(each).equals(subject) && each.isSet(Flags.Flag.SEEN));
    }

    /** A person marks the mail of that subject as unread. */
    public void markUnread(String subject) {
        inbox().getMessages().stream()
                .filter(each -> subject(each).equals(subject))
                .forEach(each -> each.setFlag(Flags.Flag.SEEN, false));
    }

    private static String subject(StoredMessage message) {
        try {
            return message.getMimeMessage().getSubject();
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private MailFolder inbox() {
        return server.getManagers().getImapHostManager().getFolder(user, "INBOX");
    }

    /** Addresses from which clients are connected to this port, one for each connection, as Linux sees it. */
    public static List<String> clients(int port) {
        String local = String.format(":%04X ", port);
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/net/tcp"));
            if (Files.exists(Path.of("/proc/self/net/tcp6"))) {
                lines.addAll(Files.readAllLines(Path.of("/proc/self/net/tcp6")));
            }
            // columns: number, local address, remote address, state; 01 is ESTABLISHED. These are the server's ends
            return lines.stream()
                    .filter(line -> line.matches("\\s*\\d+: \\w+" + local + "\\w+:\\w+ 01 .*"))
                    .map(line -> address(line.trim().split("\\s+")[2]))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String address(String hex) {
        String last = hex.substring(0, hex.indexOf(':'));
        last = last.substring(last.length() - 8);
        StringBuilder address = new StringBuilder();
        for (int i = 6; i >= 0; i -= 2) {
            address.append(Integer.parseInt(last.substring(i, i + 2), 16)).append(i == 0 ? "" : ".");
        }
        return address.toString();
    }

    @Override
    public void close() {
        server.stop();
    }
}
