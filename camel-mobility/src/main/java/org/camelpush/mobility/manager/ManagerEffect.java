package org.camelpush.mobility.manager;

import java.time.Duration;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MobilityRequest;

/** What a manager wants to be done. To be carried out in order. */
public sealed interface ManagerEffect {

    /** Ask the policy; the answer comes back as {@link ManagerInput.Decided} or {@link ManagerInput.PolicyFailed}. */
    record Ask(MobilityRequest request) implements ManagerEffect {}

    /** The question is void. */
    record Cancel(String requestId) implements ManagerEffect {}

    /** Learn whether the session's server answers on it; comes back as {@link ManagerInput.Probed}. */
    record Probe(Bearer bearer) implements ManagerEffect {}

    /**
     * Bring the work under way to an end, and with {@link MigrationMode#BREAK_BEFORE_MAKE} close the connection in order;
     * comes back as {@link ManagerInput.Prepared}. May be repeated with a stricter drain.
     */
    record Prepare(long migration, MigrationMode mode, DrainMode drain, Duration timeout) implements ManagerEffect {}

    /** After {@link Prepare}: the session stays where it is, and works on. */
    record Stay(long migration) implements ManagerEffect {}

    /** Whatever the session has on that bearer is dead: tear it down at once, without a word to the server. */
    record CarrierLost(Bearer bearer) implements ManagerEffect {}

    /** Make a connection on that bearer; comes back as {@link ManagerInput.Connected} or {@link ManagerInput.Failed}. */
    record Connect(long migration, Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout)
            implements ManagerEffect {}

    /** Learn what came meanwhile; comes back as {@link ManagerInput.CaughtUp} or {@link ManagerInput.Failed}. */
    record CatchUp(long migration) implements ManagerEffect {}

    /** From now on the new connection delivers, and no other. */
    record CutOver(long migration) implements ManagerEffect {}

    /** Say goodbye on the old connection, and close it after that time at the latest; {@link ManagerInput.Retired}. */
    record Retire(long migration, Duration timeout) implements ManagerEffect {}

    /** Give up the new connection. */
    record Discard(long migration) implements ManagerEffect {}

    record SetTimer(ManagerTimer timer, Duration delay) implements ManagerEffect {}

    record CancelTimer(ManagerTimer timer) implements ManagerEffect {}

    /** A migration has ended. */
    record Completed(MigrationOutcome outcome) implements ManagerEffect {}

    /** For those who watch. */
    record Report(ManagerEvent event) implements ManagerEffect {}
}
