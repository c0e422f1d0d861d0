package org.camelpush.imapidle.session;

import java.time.Duration;

/** What a session tells the people who run it. Never holds a secret or a mail's content. */
public sealed interface SessionEvent {

    /** Hands this event to the listener. */
    void tell(Listener listener);

    /** One method for each event. */
    interface Listener {
        void ready(Ready event);

        void lost(Lost event);

        void offline(Offline event);

        void gaveUpConnecting(GaveUpConnecting event);

        void mailboxReset(MailboxReset event);

        void deliveryGivenUp(DeliveryGivenUp event);

        void notSettled(NotSettled event);

        void alert(Alert event);

        void moved(Moved event);

        void moveFailed(MoveFailed event);

        void noRoom(NoRoom event);

        void stopped(Stopped event);
    }

    /**
     * Mail is watched: by push or, where the server cannot, by polling.
     *
     * @param attempts connections that were tried since the last time
     * @param outage how long nothing was watched, zero at the first time
     */
    record Ready(boolean push, int attempts, Duration outage) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.ready(this);
        }
    }

    /**
     * The connection is gone.
     *
     * @param attempts lost or failed connections in a row, this one counted
     * @param nextAttempt wait until the next one
     */
    record Lost(Failure failure, int attempts, Duration nextAttempt) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.lost(this);
        }
    }

    /** No network may be used: no connection is tried until the session is moved to one. */
    record Offline(Failure failure) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.offline(this);
        }
    }

    /** No further attempt will be made. */
    record GaveUpConnecting(Failure failure, int attempts) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.gaveUpConnecting(this);
        }
    }

    /** The server numbered the folder anew (UIDVALIDITY): the old position is void. */
    record MailboxReset(long oldUidValidity, long newUidValidity) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.mailboxReset(this);
        }
    }

    /** A mail failed as often as is allowed, and is put aside. */
    record DeliveryGivenUp(long uid, int attempts) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.deliveryGivenUp(this);
        }
    }

    /** Flags, copy, move or delete of acknowledged mails was refused; the mails are not delivered again for it. */
    record NotSettled(String command, String reason) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.notSettled(this);
        }
    }

    /** Words the server wants a person to read (RFC 9051 §7.1, ALERT). */
    record Alert(String text) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.alert(this);
        }
    }

    /**
     * The session has moved: mail is watched on a connection that is bound so.
     *
     * @param number of the move
     * @param took from the wish to the outcome
     */
    record Moved(long number, Binding binding, Duration took) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.moved(this);
        }
    }

    /**
     * The session did not move. Where the old connection was left already, further attempts are bound to the new binding.
     *
     * @param number of the move
     * @param reason for a person
     * @param kind what ended the next connection; null where it was called off
     */
    record MoveFailed(long number, Binding binding, String reason, Failure.Kind kind) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.moveFailed(this);
        }
    }

    /** The server has no room for a connection of this folder: it is watched by one that other folders use too. */
    record NoRoom(Failure failure) implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.noRoom(this);
        }
    }

    /** The session is over. */
    record Stopped() implements SessionEvent {
        @Override
        public void tell(Listener listener) {
            listener.stopped(this);
        }
    }
}
