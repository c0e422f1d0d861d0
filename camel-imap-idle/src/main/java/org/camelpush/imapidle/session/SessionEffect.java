package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Body;

/** Everything a session wants done. Effects are carried out in order, by whoever feeds the session. */
public sealed interface SessionEffect {

    /** Calls the one method of the performer that is meant for this effect. */
    void dispatch(Performer performer);

    /** One method for each effect. */
    interface Performer {
        void loadCursor();

        void saveCursor(Cursor cursor);

        void turn(Turn turn);

        void connect(Connect connect);

        void startTls(int generation);

        void compress(int generation);

        void askCredentials(int generation);

        void send(Send send);

        void close(int generation);

        void setTimer(SessionTimer timer, long number, long delay);

        void cancelTimer(SessionTimer timer);

        void deliver(PushedMail mail);

        void tell(MailEvent event);

        void release(Body body);

        void report(SessionEvent event);

        void share(SharingNote note);
    }

    /** Read the position that was saved last. Answered by CursorLoaded or CursorUnavailable. */
    record LoadCursor() implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.loadCursor();
        }
    }

    /** Keep this position. Answered by CursorSaved; never two at once. */
    record SaveCursor(Cursor cursor) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.saveCursor(cursor);
        }
    }

    /**
     * Tell the host's budget. Asking is answered by TurnCame; what was asked for is given back once, by UNREACHED or
     * RETURN, whether its turn has come or not.
     *
     * @param server whose turn it is, or null for the mailbox's usual one
     */
    record Turn(int generation, TurnStep step, Profile.Server server) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.turn(this);
        }
    }

    /** Make a connection, which is bound to something, or may go by any network. Answered by Connected or Disconnected. */
    record Connect(int generation, Binding binding) implements SessionEffect {

        public Connect {
            if (binding.isNowhere()) {
                throw new IllegalArgumentException("No network may be used");
            }
        }

        @Override
        public void dispatch(Performer performer) {
            performer.connect(this);
        }
    }

    /** Start TLS on the connection; octets already received in clear mean an attack. Answered by Secured or Disconnected. */
    record StartTls(int generation) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.startTls(generation);
        }
    }

    /** Compress from here on, both ways: what was received after the answer just taken is compressed already. */
    record Compress(int generation) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.compress(generation);
        }
    }

    /** Ask for user and password, off the event loop. Answered by CredentialsReady or Disconnected. */
    record AskCredentials(int generation) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.askCredentials(generation);
        }
    }

    /** Send one line (CRLF is added). */
    record Send(int generation, String line, boolean secret) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.send(this);
        }

        @Override
        public String toString() {
            return "Send[" + generation + ", " + (secret ? "***" : line) + "]";
        }
    }

    /** Close the connection of this generation and forget it. */
    record Close(int generation) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.close(generation);
        }
    }

    /** Fire after so many nanoseconds; replaces the timer's earlier setting. */
    record SetTimer(SessionTimer timer, long number, long delay) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.setTimer(timer, number, delay);
        }
    }

    /** Do not fire. */
    record CancelTimer(SessionTimer timer) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.cancelTimer(timer);
        }
    }

    /** Bring this mail into the route. Answered by Acknowledged, once; the body is the receiver's to release. */
    record Deliver(PushedMail mail) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.deliver(mail);
        }
    }

    /** Bring this event into the route, after what was brought before. Answered by Told, once, however it ends. */
    record Tell(MailEvent event) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.tell(event);
        }
    }

    /** A body that nobody will read. */
    record Release(Body body) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.release(body);
        }
    }

    /** Something the other folders of the account have to know; see {@link Sharing}. */
    record Share(SharingNote note) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.share(note);
        }
    }

    /** Something worth telling. */
    record Report(SessionEvent event) implements SessionEffect {
        @Override
        public void dispatch(Performer performer) {
            performer.report(event);
        }
    }
}
