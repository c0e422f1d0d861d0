package org.camelpush.mobility.manager.simulation;

import java.util.ArrayList;
import java.util.List;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.manager.ManagerEffect;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;

/** A session as a manager may expect it to be, which complains about what no session could do. */
final class ModelSession {

    private final List<String> complaints = new ArrayList<>();
    private Bearer delivering;
    private Bearer retiring;
    private Bearer next;
    private long nextMigration;
    private boolean connected;
    private boolean caughtUp;
    private boolean resting;
    private DrainMode preparing;

    List<String> complaints() {
        return complaints;
    }

    Bearer delivering() {
        return delivering;
    }

    /** It was told to stop working, and neither to go nor to go on. */
    boolean isResting() {
        return resting;
    }

    boolean hasNext() {
        return next != null;
    }

    private void complain(boolean wrong, String what) {
        if (wrong) {
            complaints.add(what);
        }
    }

    void prepare(ManagerEffect.Prepare effect) {
        complain(delivering == null, "told to prepare although it is nowhere");
        complain(
                preparing != null && effect.drain().compareTo(preparing) < 0,
                "told to take more time (" + effect.drain() + ") after " + preparing);
        preparing = effect.drain();
        resting = resting || effect.mode() == MigrationMode.BREAK_BEFORE_MAKE;
    }

    void stay() {
        resting = false;
        preparing = null;
    }

    void carrierLost(ManagerEffect.CarrierLost effect) {
        complain(delivering == null, "told that its carrier is lost although it is nowhere");
        complain(!effect.bearer().isSameAs(delivering), "told of the loss of a carrier it is not on");
        delivering = null;
        resting = false;
        preparing = null;
    }

    void connect(ManagerEffect.Connect effect) {
        complain(next != null, "told to connect a third time");
        complain(
                effect.mode() == MigrationMode.BREAK_BEFORE_MAKE && delivering != null,
                "told to make before it has broken");
        next = effect.bearer();
        nextMigration = effect.migration();
        connected = false;
        caughtUp = false;
    }

    void connected(long migration) {
        connected = connected || migration == nextMigration;
    }

    void caughtUp(long migration) {
        caughtUp = caughtUp || migration == nextMigration && connected;
    }

    void cutOver(ManagerEffect.CutOver effect) {
        complain(next == null || effect.migration() != nextMigration, "told to cut over to nothing");
        complain(!caughtUp, "told to cut over before it has caught up");
        retiring = delivering;
        delivering = next;
        next = null;
        resting = false;
        preparing = null;
    }

    void retire() {
        retiring = null;
    }

    void discard(ManagerEffect.Discard effect) {
        complain(next == null || effect.migration() != nextMigration, "told to discard nothing");
        next = null;
    }

    /** Its route ends it, by itself and in order. */
    void stop() {
        delivering = null;
    }

    boolean isRetiring() {
        return retiring != null;
    }
}
