package org.camelpush.imapidle.session;

import java.util.function.Function;

/** The lanes of a session: the active one, the other one that there is during a move, and whose turn it is. */
final class Lanes {

    private final Function<LaneTimers, Lane> maker;
    private Lane active;
    private Lane other;
    private Lane turn;

    /**
     * @param timers of the session
     * @param maker makes a lane with these timers
     */
    Lanes(Timers timers, Function<LaneTimers, Lane> maker) {
        this.maker = maker;
        active = maker.apply(new LaneTimers(timers, false));
        turn = active;
    }

    /** The lane whose mails come into the route. */
    Lane active() {
        return active;
    }

    /** The lane beside the active one, or null. */
    Lane other() {
        return other;
    }

    /** The lane that this step is about. */
    Lane turn() {
        return turn;
    }

    /** True in a step that is about the other lane. */
    boolean isBesideActive() {
        return turn != active;
    }

    /** Makes a lane beside the active one. */
    Lane add() {
        other = maker.apply(active.timers.others());
        return other;
    }

    /** There is no lane beside the active one any more. */
    void remove() {
        other = null;
    }

    /** Makes the other lane the active one, and the active one the other; the turn stays. */
    void swap() {
        Lane next = other;
        other = active;
        active = next;
    }

    /** The active lane's turn. */
    void begin() {
        turn = active;
    }

    /** Makes it the turn of the lane with this connection; false when there is none. */
    boolean turnTo(int generation) {
        if (other != null && other.connection.isOpen(generation)) {
            turn = other;
        }
        return turn.connection.isOpen(generation);
    }

    /** Makes it the turn of the lane whose connection waits to be made; false when none does. */
    boolean turnToAsking(int generation) {
        if (other != null && other.connection.isAsking(generation)) {
            turn = other;
        }
        return turn.connection.isAsking(generation);
    }

    /** Makes it the turn of the lane with this timer. */
    void turnTo(SessionTimer timer) {
        turn = active.timers.areOf(timer) ? active : other;
    }

    /** Does something in a lane. */
    void in(Lane lane, Runnable action) {
        Lane before = turn;
        turn = lane;
        action.run();
        turn = before;
    }

    /** Lets a lane find out what there is to do, until it knows of nothing more. */
    void reconsider(Lane lane) {
        in(lane, () -> {
            SessionState before;
            do {
                before = lane.state;
                before.reconsider();
            } while (lane.state != before);
        });
    }
}
