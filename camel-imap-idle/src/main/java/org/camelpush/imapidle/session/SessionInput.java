package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Response;

/** Everything that can happen to a session. What carries the generation of an older connection is dropped. */
public sealed interface SessionInput {

    /** Hands this input to the session. */
    void applyTo(MailboxSession session);

    /** Begin. */
    record Start() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.start();
        }
    }

    /** Answer to {@link SessionEffect.LoadCursor}; null where there is none. */
    record CursorLoaded(Cursor cursor) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.state().cursorLoaded(cursor);
        }
    }

    /** The position could not be read. */
    record CursorUnavailable(String reason) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.state().cursorUnavailable(reason);
        }
    }

    /** Answer to {@link SessionEffect.SaveCursor}, whether it could be kept or not. */
    record CursorSaved() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.deliveries.cursorSaved();
        }
    }

    /** Answer to {@link TurnStep#ASK}: the session may connect. */
    record TurnCame(int generation) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().turnCame(generation);
        }
    }

    /** The connection stands, TLS included where it is implicit. */
    record Connected(int generation) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().ofGeneration(generation, SessionState::connected);
        }
    }

    /** TLS stands, after {@link SessionEffect.StartTls}. */
    record Secured(int generation) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().ofGeneration(generation, SessionState::secured);
        }
    }

    /** The connection could not be made, or is gone, or must not be used any longer. */
    record Disconnected(int generation, Failure failure) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().ofGeneration(generation, state -> state.lost(failure));
        }
    }

    /** Answer to {@link SessionEffect.AskCredentials}. */
    record CredentialsReady(int generation, String user, String password) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().ofGeneration(generation, state -> state.credentials(user, password));
        }

        @Override
        public String toString() {
            return "CredentialsReady[" + generation + "]";
        }
    }

    /** The server said something. */
    record Received(int generation, Response response) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().received(generation, response);
        }
    }

    /** Octets came that are no whole response yet: the server lives. */
    record Heard(int generation) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().heard(generation);
        }
    }

    /** A timer fired; one that was set again or cancelled since is dropped by its number. */
    record TimerFired(SessionTimer timer, long number) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.dispatcher().timerFired(timer, number);
        }
    }

    /** An exchange ended. */
    record Acknowledged(long uidValidity, long uid, boolean success) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.acknowledged(uidValidity, uid, success);
        }
    }

    /** The exchange of an event ended. */
    record Told() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.changes().toldOne();
        }
    }

    /** Deliver nothing, but stay connected. */
    record Suspend() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.suspended(true);
        }
    }

    /** Deliver again. */
    record Resume() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.suspended(false);
        }
    }

    /** Go on over another connection. Answered by one Moved or MoveFailed. */
    record ChangeConnection(Move move) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.moving().begin(move);
        }
    }

    /** This machine slept, or its addresses changed: what is connected may not be, and what could not connect may now. */
    record NetworkChanged() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.networkChanged();
        }
    }

    /** Leave this connection and make a new one, now. */
    record Reconnect() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.recovery().reconnect();
        }
    }

    /** What the sharing of connections among the folders of an account asks for. */
    record Ordered(SharingOrder order) implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            order.applyTo(session);
        }
    }

    /** End: flag what is acknowledged, say goodbye, close. */
    record Stop() implements SessionInput {
        @Override
        public void applyTo(MailboxSession session) {
            session.stop();
        }
    }
}
