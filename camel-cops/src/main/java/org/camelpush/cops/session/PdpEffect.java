package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportMessage;
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

        void tell(PdpNotice notice);

        void done(long id);

        void reported(long id, ReportMessage message);

        void fail(long id, PdpFailure failure);

        void report(PdpEvent event);

        void ignored(Ignored ignored);

        void finished(Finished finished);
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

    /** Tell whoever decides for the client type. Answered by Told, once. */
    record Tell(PdpNotice notice) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.tell(notice);
        }
    }

    /** What was wanted is done. */
    record Done(long id) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.done(id);
        }
    }

    /** The decision that was wanted is reported on. */
    record Reported(long id, ReportMessage message) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.reported(id, message);
        }
    }

    /** What was wanted was not done. */
    record Fail(long id, PdpFailure failure) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.fail(id, failure);
        }
    }

    /**
     * Nothing more follows on a request that was to be decided: once for each Decide.
     *
     * @param report on its decision; null where none was owed, or none came
     * @param why nothing came of it, or no report that was owed; null where all is done
     */
    record Finished(long number, ReportMessage report, String why) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.finished(this);
        }
    }

    /** Something of the other side was ignored. */
    record Ignored(int clientType, org.camelpush.cops.session.Ignored why) implements PdpEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.ignored(this);
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
