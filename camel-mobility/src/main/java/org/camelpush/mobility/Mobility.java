package org.camelpush.mobility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.camelpush.mobility.bearer.BearerEvent;
import org.camelpush.mobility.bearer.BearerMonitor;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.camelpush.mobility.bearer.ServerProbe;
import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.manager.ManagerSettings;
import org.camelpush.mobility.policy.DefaultPolicy;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.session.MobileSession;
import org.camelpush.mobility.session.SessionDriver;
import org.camelpush.mobility.session.SessionDriver.DriverParts;
import org.camelpush.mobility.session.SessionListener;
import org.camelpush.mobility.session.SessionTools;
import org.camelpush.mobility.session.Turns;

/**
 * A hub: the bearers of this host, the policy that decides, and the sessions that move. A bean of this type is found by
 * {@code mobility:name} under its name; where there is none, one with the usual options is made.
 */
@Metadata(label = "bean", description = "A mobility hub: bearers, policy and sessions.")
@Configurer(metadataOnly = true)
public class Mobility extends ServiceSupport implements CamelContextAware {

    private static final int MAX_CONNECTING = 10;

    private CamelContext camelContext;

    @Metadata(
            description = "Watches the networks of this host.",
            javaType = "org.camelpush.mobility.bearer.BearerMonitor")
    private BearerMonitor monitor;

    @Metadata(
            description = "Decides which session uses which bearer.",
            javaType = "org.camelpush.mobility.policy.MobilityPolicy")
    private MobilityPolicy policy;

    private ServerProbe probe = ServerProbe.NONE;
    private final Map<String, SessionDriver> sessions = new ConcurrentSkipListMap<>();
    private ExecutorService threads;
    private ScheduledExecutorService timer;
    private ScheduledExecutorService monitorThread;
    private ExecutorService eventThread;
    private EventTeller events;
    private Turns turns;

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
            monitor = new ReportedBearers();
        }
        if (policy == null) {
            policy = new DefaultPolicy();
        }
    }

    @Override
    protected void doStart() {
        ExecutorServiceManager manager = camelContext.getExecutorServiceManager();
        threads = manager.newCachedThreadPool(this, "MobilitySession");
        timer = manager.newSingleThreadScheduledExecutor(this, "MobilityTimer");
        monitorThread = manager.newSingleThreadScheduledExecutor(this, "MobilityMonitor");
        eventThread = manager.newThreadPool(this, "MobilityEvent", eventProfile());
        events = new EventTeller(camelContext.getManagementStrategy(), eventThread);
        turns = new Turns(MAX_CONNECTING);
        monitor.start(this::changed, monitorThread);
    }

    private static ThreadPoolProfile eventProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile("mobility-event");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(EventTeller.MOST_WAITING);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    @Override
    protected void doStop() {
        monitor.stop();
        sessions.values().forEach(each -> each.tell(new ManagerInput.Stop()));
        camelContext.getExecutorServiceManager().shutdownNow(monitorThread);
        camelContext.getExecutorServiceManager().shutdownGraceful(timer);
        camelContext.getExecutorServiceManager().shutdownGraceful(threads);
        camelContext.getExecutorServiceManager().shutdownGraceful(eventThread);
    }

    private void changed(BearerSnapshot snapshot, List<BearerEvent> found) {
        found.forEach(event -> events.tell(new MobilityEvent.BearerChanged(this, event)));
        sessions.values().forEach(each -> each.tell(new ManagerInput.Bearers(snapshot)));
    }

    /** Takes the session; it begins when it is told to. */
    SessionDriver join(MobileSession session) {
        SessionDriver driver = new SessionDriver(
                session,
                new ManagerSettings(
                        session.name(),
                        session.account(),
                        session.protocol(),
                        session.modes(),
                        policy.preference(),
                        policy::permits,
                        policy::matters,
                        probe != ServerProbe.NONE,
                        times()),
                new DriverParts(policy, probe, threads, timer, System::nanoTime, turns, new Tellers()));
        if (sessions.putIfAbsent(session.name(), driver) != null) {
            throw new IllegalArgumentException("There is a session " + session.name() + " in this hub already");
        }
        driver.tell(new ManagerInput.Bearers(monitor.snapshot()));
        return driver;
    }

    private ManagerSettings.Times times() {
        return ManagerSettings.Times.USUAL;
    }

    void leave(SessionDriver driver) {
        driver.tell(new ManagerInput.Stop());
        sessions.remove(driver.session().name(), driver);
    }

    SessionTools tools() {
        return new SessionTools(threads, timer, System::nanoTime);
    }

    Optional<SessionDriver> session(String name) {
        return Optional.ofNullable(sessions.get(name));
    }

    /** In the order of their names. */
    List<SessionDriver> sessions() {
        return new ArrayList<>(sessions.values());
    }

    EventTeller events() {
        return events;
    }

    /** Makes events of what sessions say. */
    private final class Tellers implements SessionListener {
        @Override
        public void event(MobileSession session, ManagerEvent event) {
            events.tell(new MobilityEvent.SessionChanged(Mobility.this, session.name(), event));
        }

        @Override
        public void completed(MobileSession session, MigrationOutcome outcome) {
            events.tell(new MobilityEvent.MigrationCompleted(Mobility.this, outcome));
        }
    }

    public BearerMonitor getMonitor() {
        return monitor;
    }

    /** Watches the networks of this host. */
    public void setMonitor(BearerMonitor monitor) {
        this.monitor = monitor;
    }

    public MobilityPolicy getPolicy() {
        return policy;
    }

    /** Decides which session uses which bearer. */
    public void setPolicy(MobilityPolicy policy) {
        this.policy = policy;
    }
}
