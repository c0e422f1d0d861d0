package org.camelpush.mobility;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.service.ServiceSupport;
import org.camelpush.mobility.bearer.BearerEvent;
import org.camelpush.mobility.bearer.BearerMonitor;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.camelpush.mobility.bearer.SystemBearers;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.manager.ManagerSettings;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.Reason;
import org.camelpush.mobility.session.GreetingProbe;
import org.camelpush.mobility.session.SessionDriver;
import org.camelpush.mobility.session.SessionListener;
import org.camelpush.mobility.session.SessionTools;
import org.camelpush.mobility.session.Turns;

/**
 * A hub: the bearers of this host, the policy that decides, and the sessions that move. A bean of this type is found by
 * {@code mobility:name} under its name; where there is none, one with the usual options is made.
 */
@Metadata(label = "bean", description = "A mobility hub: bearers, policy and sessions.")
@Configurer(metadataOnly = true)
@ManagedResource(description = "Managed mobility hub")
public class Mobility extends ServiceSupport implements CamelContextAware {

    private static final int MAX_CONNECTING = 10;
    /** Of each step of a probe; a satellite needs some of it. */
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    private CamelContext camelContext;

    @Metadata(
            description = "Watches the networks of this host.",
            javaType = "org.camelpush.mobility.bearer.BearerMonitor")
    private BearerMonitor monitor;

    @Metadata(
            description = "Decides which session uses which bearer.",
            javaType = "org.camelpush.mobility.policy.MobilityPolicy")
    private final HubPolicy policy = new HubPolicy();

    @Metadata(
            description = "Whether a bearer is used only after the session's own server has answered on it.",
            defaultValue = "true")
    private boolean validate = true;

    @Metadata(
            description = "How long a policy may take to answer.",
            defaultValue = "5s",
            javaType = "java.time.Duration")
    private Duration decisionTimeout = ManagerSettings.Times.USUAL.decision();

    @Metadata(
            description = "How long the work under way may take, where the decision does not say.",
            defaultValue = "60s",
            javaType = "java.time.Duration")
    private Duration drainTimeout = ManagerSettings.Times.USUAL.drain();

    @Metadata(
            description = "How long the next connection may take.",
            defaultValue = "60s",
            javaType = "java.time.Duration")
    private Duration connectTimeout = ManagerSettings.Times.USUAL.connect();

    @Metadata(description = "Sessions that connect at the same time.", defaultValue = "10")
    private int maxConnecting = MAX_CONNECTING;

    private final CarriedOctets carried = new CarriedOctets();
    private final Doctor doctor = new Doctor();
    private final HubSessions sessions = new HubSessions(this);
    private InstantSource clock = InstantSource.system();
    private HubThreads threads;
    private EventTeller events;
    private Turns turns;
    private GreetingProbe probe;
    private HubBean shown;
    private Runnable meters = () -> {};
    private String madeAs = MobilityComponent.DEFAULT_HUB;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camelContext = context;
    }

    @Override
    protected void doInit() {
        if (monitor == null) {
            monitor = new SystemBearers();
        }
    }

    @Override
    protected void doStart() {
        threads = HubThreads.start(this, camelContext.getExecutorServiceManager());
        events = new EventTeller(camelContext.getManagementStrategy(), threads.events());
        turns = new Turns(maxConnecting);
        probe = new GreetingProbe(threads.blocking(), PROBE_TIMEOUT);
        meters = OptionalLibraries.MICROMETER ? MicrometerMeters.show(this) : () -> {};
        monitor.start(this::changed, threads.monitor());
        threads.monitor().scheduleWithFixedDelay(this::countCarried, 0, 1, TimeUnit.MINUTES);
        threads.timer().scheduleWithFixedDelay(this::timePasses, 1, 1, TimeUnit.MINUTES);
        SleepWatch sleep = new SleepWatch(clock, () -> sessions.tell(null, new ManagerInput.Woke()));
        long period = SleepWatch.PERIOD.toMillis();
        threads.timer().scheduleWithFixedDelay(sleep::look, period, period, TimeUnit.MILLISECONDS);
        showWhenStarted();
        if (OptionalLibraries.HEALTH) {
            MobilityHealthCheck.register(this);
        }
    }

    /** There is no JMX yet while a context begins. */
    private void showWhenStarted() {
        try {
            camelContext.addStartupListener((context, already) -> {
                if (isStarted() && shown == null) {
                    shown = HubBean.show(this);
                }
            });
        } catch (Exception failure) {
            throw RuntimeCamelException.wrapRuntimeCamelException(failure);
        }
    }

    /** The clock of the wall. */
    void clock(InstantSource other) {
        clock = other;
    }

    void countCarried() {
        carried.look(monitor, policy);
    }

    void timePasses() {
        if (policy.changesWithTime()) {
            sessions.tell(null, new ManagerInput.Reconsider(Reason.TIME));
        }
    }

    /** Starts it, once, as a service of its context: it is stopped with that, and shown by JMX. */
    void begin() {
        try {
            if (!camelContext.hasService(this)) {
                camelContext.addService(this, true, true);
            }
            start(); // a context that is not started yet would do so later
        } catch (Exception failure) {
            throw RuntimeCamelException.wrapRuntimeCamelException(failure);
        }
    }

    @Override
    protected void doStop() {
        monitor.stop();
        sessions.tell(null, new ManagerInput.Stop());
        if (OptionalLibraries.HEALTH) {
            MobilityHealthCheck.unregister(this);
        }
        meters.run();
        if (shown != null) {
            shown.hide();
            shown = null;
        }
        threads.stop(camelContext.getExecutorServiceManager());
    }

    private void changed(BearerSnapshot snapshot, List<BearerEvent> found) {
        found.forEach(event -> events.tell(new MobilityEvent.BearerChanged(this, event)));
        sessions.tell(null, new ManagerInput.Bearers(snapshot));
    }

    HubSessions sessions() {
        return sessions;
    }

    /** What its sessions share. */
    SessionDriver.DriverParts parts(SessionListener listener) {
        return new SessionDriver.DriverParts(
                policy, probe, threads.steps(), threads.blocking(), threads.timer(), System::nanoTime, turns, listener);
    }

    ManagerSettings.Times times() {
        ManagerSettings.Times usual = ManagerSettings.Times.USUAL;
        return new ManagerSettings.Times(
                decisionTimeout,
                drainTimeout,
                connectTimeout,
                usual.backoff(),
                usual.maxBackoff(),
                usual.loginBackoff(),
                usual.flapHalfLife());
    }

    SessionTools tools() {
        return new SessionTools(threads.blocking(), threads.timer(), System::nanoTime);
    }

    /** Its name where it is no bean. */
    String madeAs() {
        return madeAs;
    }

    void madeAs(String name) {
        madeAs = name;
    }

    HubPolicy hubPolicy() {
        return policy;
    }

    /** Takes word of a bearer, where the monitor can be told. */
    void report(Object word) {
        if (!(monitor instanceof ReportedBearers told)) {
            throw new MobilityException(
                    "The bearers of this hub cannot be reported: its monitor looks for them itself. Set"
                            + " its monitor to a bean of type " + ReportedBearers.class.getName());
        }
        BearerReport.apply(word, told);
    }

    HubStatus status() {
        return HubStatus.of(this, doctor.look(monitor.snapshot()));
    }

    @ManagedAttribute(description = "In words, how bearers and sessions are")
    public String getSummary() {
        return HubStatus.of(this, List.of()).toString();
    }

    @ManagedOperation(description = "In words, how bearers and sessions are, and whether the routing table fits")
    public String examine() {
        return status().toString();
    }

    @ManagedOperation(
            description = "Wants a session, or all where none is named, on that bearer whatever the policy says")
    public void pin(String session, String bearer) {
        sessions.tell(session, new ManagerInput.Pin(bearer));
    }

    @ManagedOperation(description = "Ends a pin")
    public void unpin(String session) {
        sessions.tell(session, new ManagerInput.Pin(null));
    }

    @ManagedOperation(description = "Approves what the policy left to a person")
    public void approve(String session) {
        sessions.tell(session, new ManagerInput.Approve());
    }

    @ManagedOperation(
            description = "Sends again the mails that a sender holds, for nobody knew whether they were taken")
    public void resend(String session) {
        sessions.of(session).forEach(each -> each.session().settleHeld(true));
    }

    @ManagedOperation(description = "Ends the exchanges of the mails that a sender holds: they had arrived")
    public void dismiss(String session) {
        sessions.of(session).forEach(each -> each.session().settleHeld(false));
    }

    EventTeller events() {
        return events;
    }

    public BearerMonitor getMonitor() {
        return monitor;
    }

    /** Watches the networks of this host. */
    public void setMonitor(BearerMonitor monitor) {
        this.monitor = monitor;
    }

    public MobilityPolicy getPolicy() {
        return policy.configured();
    }

    /** Decides which session uses which bearer. Without one a route that takes questions does, or else the reference's default. */
    public void setPolicy(MobilityPolicy policy) {
        this.policy.configured(policy);
    }

    public boolean isValidate() {
        return validate;
    }

    /** Whether a bearer is used only after the session's own server has answered on it. */
    public void setValidate(boolean validate) {
        this.validate = validate;
    }

    public Duration getDecisionTimeout() {
        return decisionTimeout;
    }

    /** How long a policy may take to answer. */
    public void setDecisionTimeout(Duration decisionTimeout) {
        this.decisionTimeout = decisionTimeout;
    }

    public Duration getDrainTimeout() {
        return drainTimeout;
    }

    /** How long the work under way may take, where the decision does not say. */
    public void setDrainTimeout(Duration drainTimeout) {
        this.drainTimeout = drainTimeout;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    /** How long the next connection may take. */
    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public int getMaxConnecting() {
        return maxConnecting;
    }

    /** Sessions that connect at the same time. */
    public void setMaxConnecting(int maxConnecting) {
        if (maxConnecting < 1) {
            throw new IllegalArgumentException("Option maxConnecting is " + maxConnecting + "; it must be 1 or more");
        }
        this.maxConnecting = maxConnecting;
    }
}
