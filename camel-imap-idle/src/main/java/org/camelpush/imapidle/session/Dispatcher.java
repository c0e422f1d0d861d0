package org.camelpush.imapidle.session;

import java.util.function.Consumer;

import org.camelpush.imapidle.protocol.Response;

/** Brings what comes to the lane or part that it is for; what is of an earlier connection or timer is dropped. */
final class Dispatcher {

    private final MailboxSession session;
    private final Lanes lanes;
    private final Timers timers;
    private final Moving moving;

    Dispatcher(MailboxSession session, Lanes lanes, Timers timers, Moving moving) {
        this.session = session;
        this.lanes = lanes;
        this.timers = timers;
        this.moving = moving;
    }

    void turnCame(int generation) {
        if (lanes.turnToAsking(generation)) {
            lanes.turn().state.turnCame();
        }
    }

    /** For what comes from a connection: void unless it is one that there is. */
    void ofGeneration(int generation, Consumer<SessionState> action) {
        if (lanes.turnTo(generation)) {
            action.accept(lanes.turn().state);
        }
    }

    void heard(int generation) {
        if (lanes.turnTo(generation)) {
            session.connection().heard(generation, session.now());
        }
    }

    void received(int generation, Response response) {
        if (lanes.turnTo(generation) && session.connection().heard(generation, session.now())) {
            response.dispatch(lanes.turn().state);
        } else if (response instanceof Response.Fetch fetch) {
            session.effects.release(fetch.mail().body());
        }
    }

    void timerFired(SessionTimer timer, long number) {
        if (!timers.takeFired(timer, number)) {
            return;
        }
        if (timer.isOfALane()) {
            lanes.turnTo(timer);
        }
        switch (timer) {
            case DEADLINE, SECOND_DEADLINE -> deadline();
            case STATE, SECOND_STATE -> lanes.turn().state.timer();
            case RECONCILE, SECOND_RECONCILE -> session.connection().reconcileDue();
            case DRAIN -> moving.drained();
            case REDELIVERY -> session.deliveries.redeliver(session.now());
            case SETTLE -> session.deliveries.settlement().overdue();
            case SURVEY -> session.company().surveyDue();
            case STOP -> session.end();
        }
    }

    private void deadline() {
        SessionState state = lanes.turn().state;
        if (session.connection().isTooLate(session.now())) {
            state.lost(new Failure(
                    Failure.Kind.SILENCE,
                    "No answer from the server while " + state.phase() + ", in the time allowed"));
        }
    }
}
