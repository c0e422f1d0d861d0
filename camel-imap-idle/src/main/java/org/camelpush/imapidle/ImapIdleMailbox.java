package org.camelpush.imapidle;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

import javax.net.ssl.SSLContext;

import jakarta.mail.PasswordAuthentication;

import org.apache.camel.Exchange;
import org.camelpush.imapidle.delivery.AcknowledgeOnCompletion;
import org.camelpush.imapidle.delivery.CursorStore;
import org.camelpush.imapidle.net.ConnectionSettings;
import org.camelpush.imapidle.net.MailboxDriver;
import org.camelpush.imapidle.net.MailboxHost;
import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.MailboxSession;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.SessionEvent;

/** One mailbox of a consumer: the engine on one side, Camel on the other. */
final class ImapIdleMailbox implements MailboxHost {

    private final ImapIdleConsumer consumer;
    private final CursorStore positions;
    private final MailboxReporter reporter;
    private final MailboxDriver driver;

    ImapIdleMailbox(ImapIdleConsumer consumer, CursorStore positions, SSLContext tls) {
        ImapIdleEndpoint endpoint = consumer.getEndpoint();
        ImapIdleComponent shared = endpoint.getComponent();
        ImapIdleConfiguration options = endpoint.getConfiguration();
        this.consumer = consumer;
        this.positions = positions;
        reporter = new MailboxReporter(consumer);
        driver = new MailboxDriver(
                new MailboxSession(endpoint.settings(), RandomGenerator.getDefault()),
                new ConnectionSettings(
                        options.getHost(),
                        options.getPort(),
                        endpoint.isImplicitTls(),
                        tls,
                        ImapIdleOptions.limits(options)),
                this,
                options.getMaxInFlight(),
                shared.eventLoops().next(),
                shared.routes(),
                shared.io(),
                shared.spool());
    }

    void start() {
        driver.start();
    }

    void suspend() {
        driver.suspend();
    }

    void resume() {
        driver.resume();
    }

    void reconnect() {
        driver.reconnect();
    }

    CompletionStage<Void> stop() {
        return driver.stop();
    }

    /** How things are now. */
    MailboxStatus status() {
        return MailboxStatus.of(driver.snapshot(), driver.exchanges(), consumer.getEndpoint());
    }

    @Override
    public Optional<Cursor> loadCursor() {
        return positions.load();
    }

    @Override
    public boolean keepsPositionInMemory() {
        return consumer.getEndpoint().getConfiguration().getCursorRepository() == null;
    }

    @Override
    public void saveCursor(Cursor cursor) {
        try {
            positions.save(cursor);
        } catch (RuntimeException failure) {
            consumer.getExceptionHandler()
                    .handleException(
                            "The position " + cursor + " cannot be kept; after a restart mails may come again",
                            failure);
        }
    }

    @Override
    public PasswordAuthentication credentials() throws Exception {
        return consumer.getEndpoint().credentials();
    }

    @Override
    public void deliver(PushedMail mail, Acknowledgement acknowledgement) {
        Exchange exchange = consumer.createExchange(true);
        try {
            consumer.getEndpoint().binding().bind(exchange, mail);
        } catch (Exception unreadable) {
            consumer.releaseExchange(exchange, true);
            mail.mail().body().release();
            acknowledgement.ended(false);
            consumer.getExceptionHandler()
                    .handleException("The mail with UID " + mail.uid() + " cannot be made an exchange", unreadable);
            return;
        }
        exchange.getExchangeExtension()
                .addOnCompletion(new AcknowledgeOnCompletion(mail.mail().body(), acknowledgement::ended));
        consumer.getAsyncProcessor().process(exchange, consumer.defaultConsumerCallback(exchange, true));
    }

    @Override
    public void report(SessionEvent event) {
        event.tell(reporter);
    }
}
