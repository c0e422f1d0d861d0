package org.camelpush.imapidle.session;

import java.util.function.Consumer;

import org.camelpush.imapidle.protocol.Response;

/** Brings what comes to the lane or part that it is for; what is of an earlier connection or timer is dropped. */
final class Dispatcher {

    private final MailboxSession session;
    private final Timers timers;

    Dispatcher(MailboxSession session, Timers timers) {
        this.session = session;
        this.timers = timers;
    }

    void turnCame(int generation) {
        Lanes lanes = session.lanes();
        if (lanes.turnToAsking(generation)) {
            lanes.turn().state.turnCame();
        }
    }

    /** For what comes from a connection: void unless it is one that there is. */
    void ofGeneration(int generation, Consumer<SessionState> action) {
        Lanes lanes = session.lanes();
        if (lanes.turnTo(generation)) {
            action.accept(lanes.turn().state);
        }
    }

    void heard(int generation) {
        if (session.lanes().turnTo(generation)) {
            session.connection().heard(generation, session.now());
        }
    }

    void received(int generation, Response response) {
        Lanes lanes = session.lanes();
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
        Lanes lanes = session.lanes();
        if (timer.isOfALane()) {
            lanes.turnTo(timer);
        }
        switch (timer) {
            case DEADLINE, SECOND_DEADLINE -> deadline();
            case STATE, SECOND_STATE -> lanes.turn().state.timer();
            case RECONCILE, SECOND_RECONCILE -> session.connection().reconcileDue();
            case DRAIN -> session.moving().drained();
            case REDELIVERY -> session.deliveries.redeliver(session.now());
            case SETTLE -> session.deliveries.settlement().overdue();
            case SURVEY -> session.company().surveyDue();
            case STOP -> session.end();
        }
    }

    private void deadline() {
        SessionState state = session.lanes().turn().state;
        if (session.connection().isTooLate(session.now())) {
            state.lost(new Failure(
                    Failure.Kind.SILENCE,
                    "No answer from the server while " + state.phase() + ", in the time allowed"));
        }
    }
}
