package org.camelpush.examples.mobilemail;

import java.util.Date;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** GreenMail with one account: SMTP to send to it, IMAP to watch it, on free ports of the loopback. */
final class MailServer implements AutoCloseable {

    static final String USER = "alice";
    static final String PASSWORD = "wonderland";

    private static final String ADDRESS = "alice@example.com";
    private static final String LOOPBACK = "127.0.0.1";

    private final GreenMail server =
            new GreenMail(new ServerSetup[] {setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_IMAP)});

    MailServer() {
        server.start();
        server.setUser(ADDRESS, USER, PASSWORD);
    }

    private static ServerSetup setup(String protocol) {
        return new ServerSetup(0, LOOPBACK, protocol);
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    /** Sends a mail by SMTP; it lies in the mailbox when this returns. */
    void send(String from, String subject, String text) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", LOOPBACK);
        properties.setProperty(
                "mail.smtp.port", Integer.toString(server.getSmtp().getPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(from);
        mail.setRecipients(Message.RecipientType.TO, ADDRESS);
        mail.setSubject(subject, "UTF-8");
        mail.setSentDate(new Date());
        mail.setText(text, "UTF-8");
        Transport.send(mail);
    }

    @Override
    public void close() {
        server.stop();
    }
}
