package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;

/** Everything a PEP wants done, in order. */
public sealed interface PepEffect {

    /** Calls the one method of the performer that is meant for this effect. */
    void dispatch(Performer performer);

    /** One method for each effect. */
    interface Performer {
        void connect(Connect connect);

        void discover(Discover discover);

        void send(int generation, CopsMessage message);

        void close(int generation);

        void setTimer(SessionTimer timer, long number, long delay);

        void cancelTimer(SessionTimer timer);

        void answer(Answer answer);

        void reported(long id, ReportType type);

        void unreported(long id, String why);

        void done(long id);

        void fail(long id, PepFailure failure);

        void enforce(Enforce enforce);

        void account(Account account);

        void tell(PepNotice notice);

        void report(PepEvent event);

        void ignored(Ignored ignored);
    }

    /**
     * Make a connection. Answered by Connected or Disconnected.
     *
     * @param redirected true when a PDP has named this address, and it is to be asked whether it may be gone to
     * @param round how often all PDPs were tried before
     */
    record Connect(int generation, PdpAddress server, boolean redirected, int round) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.connect(this);
        }
    }

    /** Ask DNS where the PDPs of this service are. Answered by Discovered or Disconnected. */
    record Discover(int generation, PdpAddress service) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.discover(this);
        }
    }

    /** Send this message. */
    record Send(int generation, CopsMessage message) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.send(generation, message);
        }
    }

    /** Close the connection of this generation when all is sent, and forget it, or what is asked of DNS. */
    record Close(int generation) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.close(generation);
        }
    }

    /** Fire after so many nanoseconds; replaces the timer's earlier setting. */
    record SetTimer(SessionTimer timer, long number, long delay) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.setTimer(timer, number, delay);
        }
    }

    /** Do not fire. */
    record CancelTimer(SessionTimer timer) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.cancelTimer(timer);
        }
    }

    /**
     * The decision on what was asked.
     *
     * @param kept true when its request state goes on
     * @param owed true when it has to be reported on: one Reported or Unreported with the same id follows
     */
    record Answer(long id, DecisionMessage decision, boolean kept, boolean owed) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.answer(this);
        }
    }

    /** The decision that was asked for is reported on. */
    record Reported(long id, ReportType type) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.reported(id, type);
        }
    }

    /** The decision that was asked for will not be reported on any more. */
    record Unreported(long id, String why) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.unreported(id, why);
        }
    }

    /** What was wanted is done. */
    record Done(long id) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.done(id);
        }
    }

    /** What was wanted was not done. */
    record Fail(long id, PepFailure failure) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.fail(id, failure);
        }
    }

    /**
     * Carry out a decision that nobody has asked for.
     *
     * @param number of the Enforced that answers it; 0 where no answer is wanted, for the decision is an error
     * @param request the one that has made the state which is decided on
     */
    record Enforce(long number, DecisionMessage decision, RequestMessage request) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.enforce(this);
        }
    }

    /** Say what is to be accounted for. Answered by Accounted. */
    record Account(long number, RequestMessage request) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.account(this);
        }
    }

    /** Tell whoever attends to the client type. */
    record Tell(PepNotice notice) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.tell(notice);
        }
    }

    /** Something of the other side was ignored. */
    record Ignored(int clientType, org.camelpush.cops.session.Ignored why) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.ignored(this);
        }
    }

    /** Something worth telling. */
    record Report(PepEvent event) implements PepEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.report(event);
        }
    }
}
