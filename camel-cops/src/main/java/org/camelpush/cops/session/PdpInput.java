package org.camelpush.cops.session;

import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.PdpRedirectAddress;

/** Everything that can happen to a PDP's side of a connection. */
public sealed interface PdpInput {

    /** Hands this input to the session. */
    void applyTo(PdpSession session);

    /** A PEP has connected, to this address. */
    record Connected(LastPdpAddress at) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.connected(at);
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
            session.undecided().decided(number, decision);
        }
    }

    /** Answer to {@link PdpEffect.Tell}: whoever it was for has taken notice. */
    record Told() implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.told();
        }
    }

    /** Decide anew on a request state. Answered by one Done, Reported or Fail with the same id, from 1. */
    record Direct(long id, int clientType, Handle handle, CopsDecision decision) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.directed(id, clientType, client -> client.direct(this));
        }
    }

    /**
     * Ask for request states. Answered by one Done or Fail with the same id, from 1.
     *
     * @param handle null for all of the client type
     */
    record Synchronize(long id, int clientType, Handle handle) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.directed(id, clientType, client -> client.synchronize(handle, id));
        }
    }

    /**
     * Close a client type. Answered by one Done or Fail with the same id, from 1.
     *
     * @param redirect where the PEP is to go instead; null for nowhere
     */
    record Close(long id, int clientType, CopsError error, PdpRedirectAddress redirect) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.directed(id, clientType, client -> {
                session.clients().dismiss(new CloseMessage(clientType, error, redirect, null));
                session.effect(new PdpEffect.Done(id));
            });
        }
    }

    /** Some client types are decided for no longer; the registry knows which. */
    record Leave(CopsError error) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.clients().leave(error);
        }
    }

    /** The PEP has opened this client type on another connection. */
    record Replaced(int clientType) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.clients().replaced(clientType);
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
    record Stop(CopsError error) implements PdpInput {
        @Override
        public void applyTo(PdpSession session) {
            session.stop(error);
        }
    }
}
