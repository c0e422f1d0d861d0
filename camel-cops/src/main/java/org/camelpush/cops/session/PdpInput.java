package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;

/** Everything that can happen to a PDP's side of a connection. */
public sealed interface PdpInput {

    /** Hands this input to the session. */
    void applyTo(PdpSession session);

    /** A PEP has connected. */
    record Connected() implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.state().connected();
        }
    }

    /** The PEP said something. */
    record Received(CopsMessage message) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.received(message);
        }
    }

    /** The PEP sent what is no message. */
    record Malformed(MalformedMessage message) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.malformed(message);
        }
    }

    /** Answer to {@link PdpEffect.Decide}; one for a request that is no more is dropped. */
    record Decided(long number, CopsDecision decision) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.decided(number, decision);
        }
    }

    /** A timer fired; one that was set again or cancelled since is dropped by its number. */
    record TimerFired(SessionTimer timer, long number) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.timerFired(timer, number);
        }
    }

    /** The connection is gone. */
    record Disconnected() implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.end();
        }
    }

    /** End: say why to every client type, close. */
    record Stop() implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.stop();
        }
    }
}
