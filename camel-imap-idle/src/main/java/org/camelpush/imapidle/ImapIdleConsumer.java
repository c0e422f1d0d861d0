package org.camelpush.imapidle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.LoggingExceptionHandler;
import org.camelpush.imapidle.net.NetworkSettings;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.SessionCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches folders of one account or of many while it is started. Suspended it stays connected and delivers nothing. May
 * be started and stopped any number of times; the position outlives a stop.
 */
@ManagedResource(description = "Managed IMAP IDLE consumer")
public class ImapIdleConsumer extends DefaultConsumer implements Suspendable, HealthCheckAware {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdleConsumer.class);
    private static final long STOP_SECONDS = 6;
    /** A stop may take a second longer for each so many mailboxes. */
    private static final int STOPPED_IN_A_SECOND = 500;
    /** Lines a minute that say of mailboxes of a source that they are watched or not. */
    private static final int MAILBOX_LOGS = 10;

    private volatile MailboxFleet fleet;
    private volatile MailboxFollower follower;
    private volatile Binding first;
    private LogAllowance logs;
    private MailSpans spans;
    private Runnable meters;
    private Runnable unwatchNetwork;
    private HealthCheck healthCheck;

    public ImapIdleConsumer(ImapIdleEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public ImapIdleEndpoint getEndpoint() {
        return (ImapIdleEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        boolean many = getEndpoint().getConfiguration().getMailboxes() != null;
        logs = new LogAllowance(many ? MAILBOX_LOGS : Integer.MAX_VALUE - 1);
        spans = OptionalLibraries.OPENTELEMETRY ? MailSpans.of(getEndpoint().getCamelContext()) : null;
        MailboxFleet made = new MailboxFleet(this, new MailboxParts(getEndpoint(), network(), binding()));
        follower = many ? new MailboxFollower(this, made) : null;
        fleet = made;
        meters = OptionalLibraries.MICROMETER ? MicrometerMeters.show(this, made) : () -> {};
        unwatchNetwork = getEndpoint().getComponent().networkWatch().onChange(this::networkChanged);
        if (OptionalLibraries.HEALTH) {
            registerHealthCheck();
        }
        if (many) {
            follower.ask();
        } else {
            made.join(getEndpoint().ownAccount().byFolder());
        }
    }

    private Binding binding() {
        return first == null ? getEndpoint().binding() : first;
    }

    private NetworkSettings network() throws Exception {
        ImapIdleConfiguration options = getEndpoint().getConfiguration();
        return new NetworkSettings(
                ImapIdleNetwork.proxy(options),
                new ImapIdleTls(getEndpoint().getCamelContext(), options.getSslContextParameters()).engines(),
                Duration.ofMillis(options.getLivenessTimeout()));
    }

    private void registerHealthCheck() {
        HealthCheckRepository repository = HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "consumers", HealthCheckRepository.class);
        if (repository != null && healthCheck == null) {
            ImapIdleHealthCheck made = new ImapIdleHealthCheck(this, getRouteId());
            made.setEnabled(getEndpoint().getComponent().isHealthCheckConsumerEnabled());
            healthCheck = made;
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        if (fleet != null) {
            fleet.suspend();
        }
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        if (fleet != null) {
            fleet.resume();
        }
    }

    @Override
    protected void doStop() throws Exception {
        MailboxFleet last = fleet;
        if (follower != null) {
            follower.stop();
        }
        fleet = null;
        if (last != null) {
            try {
                long patience = STOP_SECONDS + last.all().size() / STOPPED_IN_A_SECOND;
                last.stop().toCompletableFuture().get(patience, TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                LOG.warn("Mailboxes of {} did not end in time; their connections are given up", getEndpoint());
            }
        }
        if (unwatchNetwork != null) {
            unwatchNetwork.run();
            unwatchNetwork = null;
        }
        if (meters != null) {
            meters.run();
            meters = null;
        }
        healthCheck = null;
        super.doStop();
    }

    /**
     * What its connections are bound to from its next start on, until they are moved.
     *
     * @param binding null for what the endpoint says
     */
    public void bind(Binding binding) {
        first = binding;
    }

    /**
     * Takes the mailboxes of this consumer to other connections while the route runs: no mail is lost or repeated, and
     * mails in the route are not disturbed. Later connections are bound alike, also those of mailboxes that join later, until
     * the route is stopped. A move that is asked for while another is
     * under way takes its place.
     *
     * @param binding what the new connections are bound to, and what is other than usual there: a mailbox may have another
     *     server on another network
     * @param mode whether the new connection is there before the old one is left
     * @param drain how long an old connection may take to end what it is doing, before it is closed where it is
     * @return completes when each mailbox is watched on its new connection; exceptionally, with an
     *     {@link ImapIdleException} that says why as cause, and by its kind what ended the connection, when one is not. With {@link MoveMode#MAKE_BEFORE_BREAK} such a
     *     mailbox stays where it was, as long as its connection lives
     * @throws IllegalStateException when the consumer is not started
     */
    public CompletionStage<Void> move(Binding binding, MoveMode mode, Duration drain) {
        MailboxFleet present = fleet;
        if (present == null) {
            throw new IllegalStateException("The route " + getRouteId() + " is stopped; there is nothing to move");
        }
        return present.move(binding, mode, drain);
    }

    /** How things are, or null while stopped. */
    FleetStatus status() {
        MailboxFleet present = fleet;
        return present == null ? null : FleetStatus.of(present, follower);
    }

    /** Those of this consumer's mails, or null where nobody wants any. */
    MailSpans spans() {
        return spans;
    }

    /** Whether one more line may say of a mailbox that it is watched or not, for many of them are for debugging. */
    boolean mayLog() {
        return logs.takes(System.nanoTime());
    }

    /**
     * Tells the exception handler of something that was logged already: the default one would only log the same again,
     * with a stack trace that says nothing. May be called on an event loop.
     */
    void tell(ImapIdleException problem) {
        if (!(getExceptionHandler() instanceof LoggingExceptionHandler)) {
            getEndpoint().getComponent().routes().execute(() -> getExceptionHandler()
                    .handleException(problem));
        }
    }

    @Override
    public HealthCheck getHealthCheck() {
        return healthCheck;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    private <T> T read(Function<FleetStatus, T> figure, T whileStopped) {
        FleetStatus status = status();
        return status == null ? whileStopped : figure.apply(status);
    }

    private long total(ToLongFunction<SessionCounters> figure) {
        MailboxFleet present = fleet;
        return present == null ? 0 : figure.applyAsLong(present.totals());
    }

    private double delay(ToDoubleFunction<MailDelays> figure) {
        MailboxFleet present = fleet;
        return present == null ? 0 : figure.applyAsDouble(present.delays());
    }

    @ManagedAttribute(description = "What the mailbox is doing; of many, the one in the worst state")
    public String getMailboxState() {
        return read(FleetStatus::state, "STOPPED");
    }

    @ManagedAttribute(description = "How many mailboxes there are")
    public int getMailboxes() {
        MailboxFleet present = fleet;
        return present == null ? 0 : present.all().size();
    }

    @ManagedAttribute(description = "How many mailboxes are watched")
    public long getWatchedMailboxes() {
        return read(FleetStatus::watched, 0L);
    }

    @ManagedAttribute(description = "How many mailboxes are in which state")
    public String getMailboxStates() {
        return read(status -> status.states().toString(), "{}");
    }

    @ManagedAttribute(description = "Whether the server pushes mail, or has to be polled; of many, whether all do")
    public boolean isPush() {
        return read(FleetStatus::isPush, false);
    }

    @ManagedAttribute(description = "In words, whether mail is watched and why not")
    public String getStatusMessage() {
        return read(FleetStatus::message, "Stopped");
    }

    @ManagedAttribute(description = "Seconds since the server last said anything; of many, the longest silence")
    public long getLastHeardSeconds() {
        return read(FleetStatus::lastHeardSeconds, 0L);
    }

    @ManagedAttribute(description = "Why the last connection was lost; of many, of one in the worst state")
    public String getLastError() {
        return read(FleetStatus::lastError, "");
    }

    @ManagedAttribute(description = "Connections that were lost or failed since the start")
    public long getLosses() {
        return total(SessionCounters::losses);
    }

    @ManagedAttribute(description = "Mails brought to the route since the start")
    public long getDelivered() {
        return read(FleetStatus::delivered, 0L);
    }

    @ManagedAttribute(description = "Mails whose exchange succeeded since the start")
    public long getAcknowledged() {
        return total(SessionCounters::acknowledged);
    }

    @ManagedAttribute(description = "Exchanges that failed since the start")
    public long getFailed() {
        return total(SessionCounters::failed);
    }

    @ManagedAttribute(description = "Mails put aside after too many failures since the start")
    public long getGivenUp() {
        return total(SessionCounters::givenUp);
    }

    @ManagedAttribute(description = "Mails that only a reconciling look found although the server pushes")
    public long getMissedByPush() {
        return total(SessionCounters::missedByPush);
    }

    @ManagedAttribute(description = "Milliseconds from the news of a mail to its exchange, on average since the start")
    public double getMeanMillisToRoute() {
        return delay(delays -> delays.toRoute().mean());
    }

    @ManagedAttribute(description = "Milliseconds from the news of a mail to its exchange, at most since the start")
    public double getLongestMillisToRoute() {
        return delay(delays -> delays.toRoute().longest());
    }

    @ManagedAttribute(description = "Milliseconds from the news of a mail to its success, on average since the start")
    public double getMeanMillisToAcknowledgement() {
        return delay(delays -> delays.toAcknowledgement().mean());
    }

    @ManagedAttribute(description = "Milliseconds from the news of a mail to its success, at most since the start")
    public double getLongestMillisToAcknowledgement() {
        return delay(delays -> delays.toAcknowledgement().longest());
    }

    @ManagedAttribute(description = "Mails in the route now")
    public long getInFlight() {
        return read(status -> status.sum(MailboxStatus::exchanges), 0L);
    }

    @ManagedAttribute(description = "Mails that failed and will be delivered again")
    public long getAwaitingRedelivery() {
        return read(status -> status.sum(each -> each.snapshot().parked()), 0L);
    }

    @ManagedOperation(
            description = "Leaves the present connection or wait, and connects at once; of many mailboxes only"
                    + " those that are not watched do")
    public void reconnect() {
        MailboxFleet present = fleet;
        if (present != null) {
            boolean many = follower != null || present.all().size() > 1;
            present.all().stream()
                    .filter(each -> !many || !each.status().isWatching())
                    .forEach(ImapIdleMailbox::reconnect);
        }
    }

    /**
     * To be called when this machine's network has become another, by whoever knows it sooner than the look every few
     * seconds at its addresses and clock, after which the same is done. Each mailbox asks its server for an answer, and
     * one that is waiting after a network failure connects at once.
     */
    @ManagedOperation(description = "The network has changed: tries connections, and connects where that failed before")
    public void networkChanged() {
        MailboxFleet present = fleet;
        if (present != null) {
            present.all().forEach(ImapIdleMailbox::networkChanged);
        }
    }

    @ManagedOperation(description = "Asks the source of mailboxes at once")
    public void refreshMailboxes() {
        MailboxFollower present = follower;
        if (present != null) {
            present.ask();
        }
    }

    @ManagedOperation(description = "In words, how the mailbox of this account is; a line for each of its folders")
    public String mailboxStatus(String id) {
        MailboxFleet present = fleet;
        List<ImapIdleMailbox> mailboxes = present == null ? List.of() : present.of(id);
        if (mailboxes.isEmpty()) {
            return "There is no mailbox " + id + " here";
        }
        return mailboxes.stream()
                .map(ImapIdleMailbox::status)
                .map(status -> status.message() + " " + status.details())
                .collect(Collectors.joining("\n"));
    }
}
