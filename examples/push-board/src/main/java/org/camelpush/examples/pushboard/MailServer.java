package org.camelpush.examples.pushboard;

import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.store.FolderListener;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.ServerSetup;
import org.apache.camel.Exchange;
import org.camelpush.imapidle.ImapIdleConstants;

/** GreenMail with two accounts: SMTP to send to them, IMAP to watch them, on free ports of the loopback. */
final class MailServer implements AutoCloseable {

    static final List<String> USERS = List.of("alice", "bob");
    static final String PASSWORD = "wonderland";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int IDLE_TIMEOUT = (int) Duration.ofMinutes(30).toMillis();

    private final Managers managers = new Managers();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final AbstractServer smtp;
    private final AbstractServer imap;

    MailServer() throws Exception {
        for (String user : USERS) {
            MailFolder inbox = managers.getImapHostManager()
                    .getInbox(managers.getUserManager().createUser(user + "@example.com", user, PASSWORD));
            // before any client: told first of what arrives
            inbox.addListener(new Clock(user, inbox));
        }
        smtp = started(new SmtpServer(setup(ServerSetup.PROTOCOL_SMTP), managers));
        imap = started(new Imap(setup(ServerSetup.PROTOCOL_IMAP), managers));
    }

    private static ServerSetup setup(String protocol) {
        return new ServerSetup(0, LOOPBACK, protocol);
    }

    private static AbstractServer started(AbstractServer server) throws InterruptedException {
        server.setClientSocketTimeout(IDLE_TIMEOUT);
        server.startService();
        if (!server.waitTillRunning(ServerSetup.SERVER_STARTUP_TIMEOUT)) {
            throw new IllegalStateException("GreenMail does not start: " + server);
        }
        return server;
    }

    int imapPort() {
        return imap.getPort();
    }

    int smtpPort() {
        return smtp.getPort();
    }

    /** Sends a mail by SMTP; it lies in the mailbox when this returns. */
    void send(String user, String from, String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", LOOPBACK);
        properties.setProperty("mail.smtp.port", Integer.toString(smtpPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(from);
        mail.setRecipients(Message.RecipientType.TO, user + "@example.com");
        mail.setSubject(subject, "UTF-8");
        mail.setSentDate(new Date());
        mail.setText("Hello.", "UTF-8");
        Transport.send(mail);
    }

    /** How long the mail of this exchange has been lying in its mailbox. */
    Duration sinceArrival(Exchange exchange) {
        long now = System.nanoTime();
        String mail = exchange.getIn().getHeader(ImapIdleConstants.ACCOUNT, String.class)
                + '/'
                + exchange.getIn().getHeader(ImapIdleConstants.UID, String.class);
        Long arrival = arrivals.remove(mail);
        return Duration.ofNanos(arrival == null ? 0 : now - arrival);
    }

    @Override
    public void close() {
        imap.stopService();
        smtp.stopService();
    }

    /** Notes when mails arrive. */
    private final class Clock implements FolderListener {
        private final String user;
        private final MailFolder folder;

        Clock(String user, MailFolder folder) {
            this.user = user;
            this.folder = folder;
        }

        @Override
        public void added(int number) {
            long now = System.nanoTime();
            arrivals.put(user + '/' + folder.getMessages().get(number - 1).getUid(), now);
        }

        @Override
        public void expunged(int number) {}

        @Override
        public void flagsUpdated(int number, Flags flags, Long uid) {}

        @Override
        public void mailboxDeleted() {}
    }

    /** Without Nagle's algorithm, with which GreenMail's small pieces wait for each other some 40 ms. */
    private static final class Imap extends AbstractServer {
        Imap(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            try {
                client.setTcpNoDelay(true);
            } catch (SocketException closed) {
                throw new UncheckedIOException(closed);
            }
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
        }
    }
}
