package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.Set;

/** Settings of a session for tests: the defaults of the component, with single ones changed. */
final class TestSettings {

    private Dialect dialect = new Dialect(AuthMechanism.AUTO, false, false, false, Set.of());
    private boolean startTls;
    private StartFrom startFrom = StartFrom.UNSEEN;
    private EventChoice events = EventChoice.MESSAGES;
    private Selection selection = Selection.EVERYTHING;
    private boolean replayAfterReset;
    private AfterDelivery after = new AfterDelivery(true, false, null, null, null);
    private int maxInFlight = 1;
    private ReconnectPolicy reconnect = new ReconnectPolicy(true, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, -1);
    private RedeliveryPolicy redelivery = new RedeliveryPolicy(Duration.ofSeconds(5), -1);

    private Binding binding = Binding.NONE;

    static SessionSettings defaults() {
        return new TestSettings().build();
    }

    TestSettings login(AuthMechanism mechanism, boolean token) {
        dialect = new Dialect(mechanism, token, false, false, Set.of());
        return this;
    }

    TestSettings extensions(boolean compress, boolean identify, String... disabled) {
        dialect = new Dialect(AuthMechanism.AUTO, false, compress, identify, Set.of(disabled));
        return this;
    }

    TestSettings startTls() {
        startTls = true;
        return this;
    }

    TestSettings startFrom(StartFrom value) {
        startFrom = value;
        return this;
    }

    TestSettings events(boolean messages, boolean flags, boolean expunged, boolean mailbox) {
        events = new EventChoice(messages, flags, expunged, mailbox);
        return this;
    }

    TestSettings selection(Selection value) {
        selection = value;
        return this;
    }

    TestSettings replayAfterReset() {
        replayAfterReset = true;
        return this;
    }

    TestSettings after(AfterDelivery value) {
        after = value;
        return this;
    }

    TestSettings changesNothing() {
        return after(new AfterDelivery(false, false, null, null, null));
    }

    TestSettings maxInFlight(int value) {
        maxInFlight = value;
        return this;
    }

    TestSettings noReconnect() {
        reconnect = new ReconnectPolicy(false, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, -1);
        return this;
    }

    TestSettings maxAttempts(int deliveries) {
        redelivery = new RedeliveryPolicy(Duration.ofSeconds(5), deliveries);
        return this;
    }

    TestSettings binding(Binding value) {
        binding = value;
        return this;
    }

    SessionSettings build() {
        return new SessionSettings(
                "INBOX",
                dialect,
                startTls,
                startFrom,
                events,
                selection,
                replayAfterReset,
                after,
                maxInFlight,
                Duration.ofSeconds(30),
                Duration.ofMinutes(9),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                reconnect,
                redelivery,
                binding);
    }
}
