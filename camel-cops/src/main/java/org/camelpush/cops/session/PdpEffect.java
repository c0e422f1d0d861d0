package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;

/** Everything a PDP's side of a connection wants done, in order. */
public sealed interface PdpEffect {

    /** Calls the one method of the performer that is meant for this effect. */
    void dispatch(Performer performer);

    /** One method for each effect. */
    interface Performer {
        void send(CopsMessage message);

        void close();

        void setTimer(SessionTimer timer, long number, long delay);

        void cancelTimer(SessionTimer timer);

        void decide(Decide request);

        void report(PdpEvent event);
    }

    /** Send this message. */
    record Send(CopsMessage message) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.send(message);
        }
    }

    /** Close the connection when all is sent; nothing comes from it any more. */
    record Close() implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.close();
        }
    }

    /** Fire after so many nanoseconds; replaces the timer's earlier setting. */
    record SetTimer(SessionTimer timer, long number, long delay) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.setTimer(timer, number, delay);
        }
    }

    /** Do not fire. */
    record CancelTimer(SessionTimer timer) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.cancelTimer(timer);
        }
    }

    /** Decide on this request. Answered by Decided, once. */
    record Decide(long number, PepId pepId, RequestMessage request) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.decide(this);
        }
    }

    /** Something worth telling. */
    record Report(PdpEvent event) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.report(event);
        }
    }
}
