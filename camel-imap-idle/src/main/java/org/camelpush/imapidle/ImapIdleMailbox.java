package org.camelpush.imapidle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import jakarta.mail.PasswordAuthentication;

import org.apache.camel.Exchange;
import org.camelpush.imapidle.delivery.AcknowledgeOnCompletion;
import org.camelpush.imapidle.delivery.CursorStore;
import org.camelpush.imapidle.delivery.TellOnCompletion;
import org.camelpush.imapidle.net.MailboxDriver;
import org.camelpush.imapidle.net.MailboxHost;
import org.camelpush.imapidle.net.SharedAccount;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.MailboxSession;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.SessionCounters;
import org.camelpush.imapidle.session.SessionEvent;
import org.camelpush.imapidle.session.SessionPhase;

/** One mailbox of a consumer: the engine on one side, Camel on the other. */
final class ImapIdleMailbox implements MailboxHost {

    /** How long exchanges may go on in a mailbox that is to end; what they come to then is not noted. */
    private static final Duration QUIET_TIMEOUT = Duration.ofSeconds(30);

    private static final long QUIET_CHECK_MILLIS = 50;

    private static final RandomGenerator CHANCE =
            () -> ThreadLocalRandom.current().nextLong();

    private final ImapIdleConsumer consumer;
    private final CursorStore positions;
    private final ImapIdleBinding binding;
    private final MailboxReporter reporter;
    private final MailDelays delays;
    private final MailboxDriver driver;
    private final SharedAccount sharing;
    private volatile MailboxAccount account;

    /**
     * @param sharing what its folder shares connections in, or null
     */
    ImapIdleMailbox(
            ImapIdleConsumer consumer,
            MailboxAccount account,
            MailboxParts parts,
            MailDelays delays,
            SharedAccount sharing) {
        ImapIdleEndpoint endpoint = consumer.getEndpoint();
        ImapIdleComponent shared = endpoint.getComponent();
        this.consumer = consumer;
        this.account = account;
        this.delays = delays;
        this.sharing = sharing;
        positions = endpoint.positions(account);
        binding = endpoint.binding(account);
        reporter = new MailboxReporter(consumer, this);
        driver = new MailboxDriver(
                new MailboxSession(
                        parts.folder(account),
                        CHANCE,
                        sharing == null ? MailboxSession.counter() : sharing.generations()),
                parts.server(account),
                shared.hosts(),
                this,
                endpoint.getConfiguration().getMaxInFlight(),
                sharing == null ? shared.eventLoops().next() : sharing.bootstrap(),
                shared.routes(),
                shared.io(),
                shared.spool(),
                sharing);
    }

    /** What its folder shares connections in, or null. */
    SharedAccount sharing() {
        return sharing;
    }

    /** All folders of its account are to stop. */
    void accountCloses() {
        if (sharing != null) {
            sharing.closing();
        }
    }

    MailboxAccount account() {
        return account;
    }

    /** Takes what differs only for the next login. */
    void account(MailboxAccount changed) {
        account = changed;
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

    void networkChanged() {
        driver.networkChanged();
    }

    void reconnect() {
        driver.reconnect();
    }

    CompletionStage<Void> stop() {
        return driver.stop();
    }

    /** Completes when the mailbox has stopped, whoever stopped it. */
    CompletionStage<Void> ended() {
        return driver.ended();
    }

    CompletionStage<SessionEvent> move(Binding binding, MoveMode mode, Duration drain) {
        return driver.move(binding, mode, drain);
    }

    /** Stops when the exchanges there are have ended, so that none of their mails comes again. */
    void stopWhenQuiet(ScheduledExecutorService timer) {
        driver.suspend();
        stopWhenQuiet(timer, System.nanoTime() + QUIET_TIMEOUT.toNanos());
    }

    private void stopWhenQuiet(ScheduledExecutorService timer, long latest) {
        if (driver.exchanges() == 0 || latest - System.nanoTime() < 0) {
            driver.stop();
        } else {
            timer.schedule(() -> stopWhenQuiet(timer, latest), QUIET_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** How things are now. */
    MailboxStatus status() {
        return MailboxStatus.of(
                driver.snapshot(),
                driver.exchanges(),
                account,
                consumer.getEndpoint().getConfiguration(),
                driver::waitsFor);
    }

    SessionPhase phase() {
        return driver.snapshot().phase();
    }

    /** What it has counted since it was made. */
    SessionCounters counters() {
        return driver.snapshot().counters();
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
    public boolean hasCredentials() {
        return consumer.getEndpoint().hasCredentials(account);
    }

    @Override
    public PasswordAuthentication credentials() throws Exception {
        return consumer.getEndpoint().credentials(account);
    }

    @Override
    public void deliver(PushedMail mail, Acknowledgement acknowledgement) {
        MailSpans spans = consumer.spans();
        if (spans == null) {
            bring(mail, acknowledgement);
        } else {
            spans.follow(account, mail, acknowledgement, this::bring);
        }
    }

    private void bring(PushedMail mail, Acknowledgement acknowledgement) {
        Exchange exchange = consumer.createExchange(true);
        try {
            binding.bind(exchange, mail);
        } catch (Exception unreadable) {
            consumer.releaseExchange(exchange, true);
            mail.mail().release();
            acknowledgement.ended(false);
            consumer.getExceptionHandler()
                    .handleException("The mail with UID " + mail.uid() + " cannot be made an exchange", unreadable);
            return;
        }
        exchange.getExchangeExtension().addOnCompletion(new AcknowledgeOnCompletion(mail.mail(), success -> {
            delays.ended(mail, success);
            acknowledgement.ended(success);
        }));
        delays.begins(mail);
        consumer.getAsyncProcessor().process(exchange, consumer.defaultConsumerCallback(exchange, true));
    }

    @Override
    public void tell(MailEvent event, Acknowledgement acknowledgement) {
        Exchange exchange = consumer.createExchange(true);
        binding.bind(exchange, event);
        exchange.getExchangeExtension().addOnCompletion(new TellOnCompletion(() -> acknowledgement.ended(true)));
        consumer.getAsyncProcessor().process(exchange, consumer.defaultConsumerCallback(exchange, true));
    }

    @Override
    public void report(SessionEvent event) {
        event.tell(reporter);
        MailboxEvents.tell(consumer, account, event);
    }
}
