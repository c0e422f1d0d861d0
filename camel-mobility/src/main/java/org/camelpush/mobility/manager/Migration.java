package org.camelpush.mobility.manager;

import java.time.Duration;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;

/** A migration that is under way. */
final class Migration {

    final long number;
    final Bearer from;
    /** Null where the session only leaves. */
    final Bearer target;

    final Duration drainTimeout;
    final long begunAt;
    DrainMode drain;
    MigrationMode mode;
    MigrationState phase = MigrationState.DRAINING;
    /** The session was told to prepare, and has not been told to stay. */
    boolean preparing;

    Migration(long number, Bearer from, Bearer target, DrainMode drain, Duration drainTimeout, long begunAt) {
        this.number = number;
        this.from = from;
        this.target = target;
        this.drain = drain;
        this.drainTimeout = drainTimeout;
        this.begunAt = begunAt;
    }

    /** The session has been told to connect. */
    boolean isConnecting() {
        return phase == MigrationState.CONNECTING || phase == MigrationState.CATCHING_UP;
    }
}
