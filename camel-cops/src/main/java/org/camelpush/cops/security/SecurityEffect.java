package org.camelpush.cops.security;

import org.camelpush.cops.message.CopsMessage;

/** Everything that the security of a connection wants done, in order. */
public sealed interface SecurityEffect {

    /** Calls the one method of the performer that is meant for this effect. */
    void dispatch(Performer performer);

    /** One method for each effect. */
    interface Performer {
        void pass();

        void send(CopsMessage message);

        void startTls();

        void ready();

        void refuse(SecurityFault fault);

        void leave(String why);
    }

    /** What came is for the session. */
    record Pass() implements SecurityEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.pass();
        }
    }

    /** Send this message. */
    record Send(CopsMessage message) implements SecurityEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.send(message);
        }
    }

    /**
     * All that follows is TLS. Nothing that has come and was not read counts any more: it was in clear. Answered by
     * {@code tlsUp}, or by the end of the connection.
     */
    record StartTls() implements SecurityEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.startTls();
        }
    }

    /** The session may begin. */
    record Ready() implements SecurityEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.ready();
        }
    }

    /** Say why in a Client-Close of client type 0, and close. */
    record Refuse(SecurityFault fault) implements SecurityEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.refuse(fault);
        }
    }

    /** Close, for the other side has said that it will not. */
    record Leave(String why) implements SecurityEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.leave(why);
        }
    }
}
