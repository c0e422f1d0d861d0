package org.camelpush.mobility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.manager.ManagerSettings;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.session.MobileSession;
import org.camelpush.mobility.session.SessionDriver;
import org.camelpush.mobility.session.SessionListener;

/** The sessions of a hub, by their names. Thread-safe. */
final class HubSessions {

    private final Mobility hub;
    private final Map<String, SessionDriver> drivers = new ConcurrentSkipListMap<>();
    private final PolicyTrouble policyTrouble = new PolicyTrouble();
    private final Map<SessionDriver, Runnable> unlisten = new ConcurrentHashMap<>();

    HubSessions(Mobility hub) {
        this.hub = hub;
    }

    /** Takes the session; it begins when it is told to. */
    SessionDriver join(MobileSession session) {
        HubPolicy policy = hub.hubPolicy();
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
                        hub.isValidate() && session.server().isPresent(),
                        hub.times()),
                hub.parts(new Tellers()));
        if (drivers.putIfAbsent(session.name(), driver) != null) {
            throw new IllegalArgumentException("There is a session " + session.name() + " in this hub already");
        }
        unlisten.put(driver, driver.listen());
        driver.tell(new ManagerInput.Bearers(hub.getMonitor().snapshot()));
        return driver;
    }

    void leave(SessionDriver driver) {
        driver.tell(new ManagerInput.Stop());
        drivers.remove(driver.session().name(), driver);
        Runnable listening = unlisten.remove(driver);
        if (listening != null) {
            listening.run();
        }
    }

    Optional<SessionDriver> find(String name) {
        return Optional.ofNullable(drivers.get(name));
    }

    /** In the order of their names. */
    List<SessionDriver> all() {
        return new ArrayList<>(drivers.values());
    }

    /**
     * The one of that name, or all where none is named.
     *
     * @throws MobilityException names those that there are, where there is none of that name
     */
    List<SessionDriver> of(String name) {
        if (name == null || name.isEmpty()) {
            return all();
        }
        return List.of(find(name)
                .orElseThrow(() -> new MobilityException("There is no session " + name + " in this hub; there are "
                        + all().stream().map(each -> each.session().name()).toList())));
    }

    /** Tells the one of that name, or all where none is named. */
    void tell(String name, ManagerInput input) {
        of(name).forEach(each -> each.tell(input));
    }

    /** Makes events of what sessions say. */
    private final class Tellers implements SessionListener {
        @Override
        public void event(MobileSession session, ManagerEvent event) {
            policyTrouble.heard(event);
            hub.events().tell(new MobilityEvent.SessionChanged(hub, session.name(), event));
        }

        @Override
        public void completed(MobileSession session, MigrationOutcome outcome) {
            hub.events().tell(new MobilityEvent.MigrationCompleted(hub, outcome));
        }
    }
}
