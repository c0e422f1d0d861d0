package org.camelpush.mobility;

import org.apache.camel.spi.CamelEvent;
import org.camelpush.mobility.bearer.BearerEvent;
import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.policy.MigrationOutcome;

/** What happened in a hub, for Camel's event notifiers. Those of one session, and those of the bearers, come in order. */
public abstract sealed class MobilityEvent implements CamelEvent {

    private final Mobility source;
    private long timestamp = System.currentTimeMillis();

    private MobilityEvent(Mobility source) {
        this.source = source;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    @Override
    public Mobility getSource() {
        return source;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    /** What happened, in one word. */
    public abstract String name();

    /** Something became of a bearer. */
    public static final class BearerChanged extends MobilityEvent {
        private final BearerEvent event;

        BearerChanged(Mobility source, BearerEvent event) {
            super(source);
            this.event = event;
        }

        public BearerEvent getEvent() {
            return event;
        }

        @Override
        public String name() {
            return event.name();
        }

        @Override
        public String toString() {
            return "Bearer " + event.bearer() + ": " + event.name();
        }
    }

    /** Something was decided for a session, or became of it. */
    public static final class SessionChanged extends MobilityEvent {
        private final String session;
        private final ManagerEvent event;

        SessionChanged(Mobility source, String session, ManagerEvent event) {
            super(source);
            this.session = session;
            this.event = event;
        }

        public String getSession() {
            return session;
        }

        public ManagerEvent getEvent() {
            return event;
        }

        @Override
        public String name() {
            return event.name();
        }

        @Override
        public String toString() {
            return "Session " + session + ": " + event.words();
        }
    }

    /** A migration has ended. */
    public static final class MigrationCompleted extends MobilityEvent {
        private final MigrationOutcome outcome;

        MigrationCompleted(Mobility source, MigrationOutcome outcome) {
            super(source);
            this.outcome = outcome;
        }

        public MigrationOutcome getOutcome() {
            return outcome;
        }

        @Override
        public String name() {
            return outcome.isOk() ? "migrated" : "migrationFailed";
        }

        @Override
        public String toString() {
            return "Session " + outcome.session() + ": " + outcome.words();
        }
    }
}
