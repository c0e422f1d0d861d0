package org.camelpush.cops.session;

import java.util.List;

import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReportType;

/** Everything that can happen to a PEP. What carries the generation of an older connection is dropped. */
public sealed interface PepInput {

    /** Hands this input to the session. */
    void applyTo(PepSession session);

    /** This client type is wanted from now on. */
    record OpenClient(int clientType) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.openClient(clientType);
        }
    }

    /** This client type is wanted no longer. */
    record CloseClient(int clientType) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.closeClient(clientType);
        }
    }

    /**
     * Ask the PDP. Answered by one Answer or Fail with the same id.
     *
     * @param handle null for a new request state
     * @param keep false: the state is deleted when its decision is there, unless that needs a report
     * @param waits false: fails at once while no PDP can be had
     */
    record Ask(long id, int clientType, Handle handle, CopsRequest request, boolean keep, boolean waits)
            implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.requests().ask(this);
        }
    }

    /** Report on a request state. Answered by one Done or Fail with the same id. */
    record Report(long id, int clientType, Handle handle, ReportType type, List<ClientInfo> clientInfo)
            implements PepInput {

        public Report {
            clientInfo = List.copyOf(clientInfo);
        }

        @Override
        public void applyTo(PepSession session) {
            session.requests().states().report(this);
        }
    }

    /** Delete a request state; one that is none is deleted already. Answered by one Done with the same id. */
    record Delete(long id, int clientType, Handle handle, Reason reason) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.requests().delete(this);
        }
    }

    /** Somebody is there for what the PDP wants unasked, or is not any more. The client type is wanted. */
    record Attend(int clientType, PepAttention attention) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.clients().attend(clientType, attention);
        }
    }

    /** Answer to {@link PepEffect.Enforce}. */
    record Enforced(long number, ReportType type, List<ClientInfo> clientInfo) implements PepInput {

        public Enforced {
            clientInfo = List.copyOf(clientInfo);
        }

        @Override
        public void applyTo(PepSession session) {
            session.requests().states().enforcement().enforced(number, type, clientInfo);
        }
    }

    /**
     * Answer to {@link PepEffect.Account}.
     *
     * @param clientInfo null where there is nothing to report
     */
    record Accounted(long number, List<ClientInfo> clientInfo) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.requests().states().enforcement().accounted(number, clientInfo);
        }
    }

    /** A PDP has come to a PEP that listens, and there was no connection to be made: it is to be made now. */
    record Arrived() implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.state().arrived();
        }
    }

    /** DNS says where the PDPs of the service are: at least one. */
    record Discovered(int generation, List<SrvRecord> records) implements PepInput {

        public Discovered {
            records = List.copyOf(records);
        }

        @Override
        public void applyTo(PepSession session) {
            session.ofGeneration(generation, () -> session.state().discovered(records));
        }
    }

    /** The connection stands, to this address. */
    record Connected(int generation, LastPdpAddress pdp) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.ofGeneration(generation, () -> session.connected(pdp));
        }
    }

    /** The connection could not be made, or is gone. */
    record Disconnected(int generation, String why) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.ofGeneration(generation, () -> session.line().lost(why));
        }
    }

    /** The PDP said something. */
    record Received(int generation, CopsMessage message) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.ofGeneration(generation, () -> session.received(message));
        }
    }

    /** The PDP sent what is no message. */
    record Malformed(int generation, MalformedMessage message) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.ofGeneration(generation, () -> session.malformed(message));
        }
    }

    /**
     * Go on by another connection, for the way to the PDP is another one: to the same PDP, without a goodbye, so that it keeps
     * the request states. Answered by one Done, when a client type is open on it or none is wanted, or Fail with the same id.
     *
     * @param anew false: a connection that stands or is being made goes that way already, and is waited for
     */
    record Redial(long id, boolean anew) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.redial(id, anew);
        }
    }

    /**
     * No network may be used: the connection is left without a goodbye, so that the PDP keeps the request states, and none is
     * made before the next redial.
     */
    record GoOffline() implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.goOffline();
        }
    }

    /** A timer fired; one that was set again or cancelled since is dropped by its number. */
    record TimerFired(SessionTimer timer, long number) implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.timerFired(timer, number);
        }
    }

    /** End: say so to the PDP, close, fail what waits. */
    record Stop() implements PepInput {
        @Override
        public void applyTo(PepSession session) {
            session.stop();
        }
    }
}
