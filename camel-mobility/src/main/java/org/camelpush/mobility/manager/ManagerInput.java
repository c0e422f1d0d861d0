package org.camelpush.mobility.manager;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.Reason;

/** What can happen to a manager. What answers an older question or belongs to an older migration is dropped. */
public sealed interface ManagerInput {

    void on(MobilityManager manager);

    /** The session begins, with the bearers there are. */
    record Start() implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.start();
        }
    }

    record Stop() implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.stop();
        }
    }

    /** What there is now. */
    record Bearers(BearerSnapshot snapshot) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.bearers(snapshot);
        }
    }

    /** How far one gets by that bearer, as the session's own probe has found. */
    record Probed(Bearer bearer, Reachability reachability) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.probed(bearer, reachability);
        }
    }

    record Decided(String requestId, MobilityDecision decision) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.questions().decided(requestId, decision);
        }
    }

    /** The policy threw, or answered with nothing. */
    record PolicyFailed(String requestId, String problem) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.questions().failed(requestId, problem);
        }
    }

    record TimerFired(ManagerTimer timer) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.fired(timer);
        }
    }

    record Prepared(long migration) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.migrations().prepared(migration);
        }
    }

    record Connected(long migration) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.migrations().connected(migration);
        }
    }

    record CaughtUp(long migration) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.migrations().caughtUp(migration);
        }
    }

    record Failed(long migration, Result result, String reason) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.migrations().failed(migration, result, reason);
        }
    }

    record Retired(long migration) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.migrations().retired(migration);
        }
    }

    /** The session finds its server not to answer on the bearer it is on, although the bearer is up. */
    record PathFailed(String bearer, String reason) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.pathFailed(bearer, reason);
        }
    }

    /** The session is to be on that bearer, whatever the policy says, while it can be used; null to end that. */
    record Pin(String bearer) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.pin(bearer);
        }
    }

    /** A person has approved what the policy did not want to decide. */
    record Approve() implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.questions().approve();
        }
    }

    /** A person wants the session there now. */
    record Migrate(String bearer, DrainMode drain) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.migrate(bearer, drain);
        }
    }

    /** Nobody looked for a while, for the host slept: what servers have answered before may not be so any more. */
    record Woke() implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.woke();
        }
    }

    /** Ask the policy again: it would answer differently now. */
    record Reconsider(Reason reason) implements ManagerInput {
        @Override
        public void on(MobilityManager manager) {
            manager.reconsider(reason);
        }
    }
}
