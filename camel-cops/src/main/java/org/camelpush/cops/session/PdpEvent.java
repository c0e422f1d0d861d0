package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.PepId;

/** What a PDP's side of a connection tells people. */
public sealed interface PdpEvent {

    /** For a log. */
    String text();

    /** A client type is open. */
    record Opened(PepId pepId, int clientType) implements PdpEvent {
        @Override
        public String text() {
            return "PEP " + pepId + " has opened client type " + clientType;
        }
    }

    /** A client type is closed by this side. */
    record Refused(int clientType, CopsError error, String why) implements PdpEvent {
        @Override
        public String text() {
            return "client type " + clientType + " is refused with error " + error + ": " + why;
        }
    }

    /** A client type is closed by the PEP. */
    record ClosedByPeer(int clientType, CopsError error) implements PdpEvent {
        @Override
        public String text() {
            return "the PEP has closed client type " + clientType + " with error " + error;
        }
    }

    /** A synchronization was begun and has no end. */
    record NotSynchronized(int clientType) implements PdpEvent {
        @Override
        public String text() {
            return "the PEP has not synchronized client type " + clientType + " in time";
        }
    }

    /** The PEP has opened a client type on another connection. */
    record Replaced(int clientType) implements PdpEvent {
        @Override
        public String text() {
            return "the PEP has opened client type " + clientType + " on another connection; it is over here";
        }
    }

    /** The connection is of no use any more. */
    record Dropped(String why) implements PdpEvent {
        @Override
        public String text() {
            return "the connection is closed: " + why;
        }
    }
}
