package org.camelpush.examples.pushmail;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.store.FolderListener;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.ServerSetup;
import org.apache.camel.Exchange;
import org.camelpush.imapidle.ImapIdleConstants;

/** GreenMail with one account: SMTP to send to it, IMAP to watch it, on free ports of the loopback. */
final class MailServer implements AutoCloseable {

    static final String USER = "alice";
    static final String ADDRESS = "alice@example.com";
    static final String PASSWORD = "wonderland";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int IDLE_TIMEOUT = (int) Duration.ofMinutes(30).toMillis();

    private final Managers managers = new Managers();
    private final Map<Long, Long> arrivals = new ConcurrentHashMap<>();
    private final MailFolder inbox;
    private final AbstractServer smtp;
    private AbstractServer imap;

    MailServer() throws Exception {
        inbox = managers.getImapHostManager().getInbox(managers.getUserManager().createUser(ADDRESS, USER, PASSWORD));
        // before any client: told first of what arrives
        inbox.addListener(new ArrivalClock(inbox));
        smtp = started(new SmtpServer(setup(0, ServerSetup.PROTOCOL_SMTP), managers));
        imap = started(new PromptImapServer(setup(0, ServerSetup.PROTOCOL_IMAP), managers));
    }

    private static ServerSetup setup(int port, String protocol) {
        return new ServerSetup(port, LOOPBACK, protocol);
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

    /** A session of the sending side. */
    Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", LOOPBACK);
        properties.setProperty("mail.smtp.port", Integer.toString(smtpPort()));
        return Session.getInstance(properties);
    }

    /** Sends a mail by SMTP; it lies in the mailbox when this returns its UID. */
    long send(MimeMessage mail) throws MessagingException {
        Transport.send(mail);
        return inbox.getUIDNext() - 1;
    }

    /** The IMAP server dies, and all its connections. */
    void stopImap() {
        imap.stopService();
    }

    /** It is there again, on the port it had; the mailbox is as it was. */
    void startImap() throws InterruptedException {
        imap = started(new PromptImapServer(setup(imapPort(), ServerSetup.PROTOCOL_IMAP), managers));
    }

    /** How long the mail of this exchange has been lying in the mailbox. */
    Duration sinceArrival(Exchange exchange) {
        long now = System.nanoTime();
        Long uid = exchange.getIn().getHeader(ImapIdleConstants.UID, Long.class);
        return Duration.ofNanos(now - arrivals.getOrDefault(uid, now));
    }

    /** Mails without the \Seen flag. */
    int unseen() {
        return inbox.getUnseenCount();
    }

    @Override
    public void close() {
        imap.stopService();
        smtp.stopService();
    }

    private final class ArrivalClock implements FolderListener {
        private final MailFolder folder;

        ArrivalClock(MailFolder folder) {
            this.folder = folder;
        }

        @Override
        public void added(int number) {
            long now = System.nanoTime();
            arrivals.put(folder.getMessages().get(number - 1).getUid(), now);
        }

        @Override
        public void expunged(int number) {}

        @Override
        public void flagsUpdated(int number, Flags flags, Long uid) {}

        @Override
        public void mailboxDeleted() {}
    }
}
