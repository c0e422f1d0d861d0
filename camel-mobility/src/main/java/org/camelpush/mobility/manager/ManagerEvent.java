package org.camelpush.mobility.manager;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityRequest;

/** What people may want to know of a session. The end of a migration is {@link ManagerEffect.Completed}. */
public sealed interface ManagerEvent {

    /** In one word, as in the header {@code CamelMobilityEvent}. */
    String name();

    /** For people. */
    String words();

    /** A question was answered: by the policy, or, where {@code problem} is not null, for it. */
    record Decided(MobilityRequest request, MobilityDecision decision, String problem) implements ManagerEvent {
        @Override
        public String name() {
            return "decided";
        }

        @Override
        public String words() {
            return (problem == null ? "" : problem + "; ") + decision.why();
        }
    }

    /** The session goes from one bearer to another; {@code from} or {@code to} is null where there is none. */
    record Started(long migration, Bearer from, Bearer to, MigrationMode mode, DrainMode drain, String why)
            implements ManagerEvent {
        @Override
        public String name() {
            return "migrating";
        }

        @Override
        public String words() {
            return "goes from " + (from == null ? "nowhere" : from.id()) + " to " + (to == null ? "nowhere" : to.id())
                    + ": " + why;
        }
    }

    /** The bearer under the session is gone. */
    record Lost(Bearer bearer) implements ManagerEvent {
        @Override
        public String name() {
            return "sessionLost";
        }

        @Override
        public String words() {
            return "its bearer " + bearer.id() + " is gone";
        }
    }

    /** The session has no bearer. */
    record Offline(String why) implements ManagerEvent {
        @Override
        public String name() {
            return "offline";
        }

        @Override
        public String words() {
            return "offline: " + why;
        }
    }
}
