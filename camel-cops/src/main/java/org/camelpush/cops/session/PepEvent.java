package org.camelpush.cops.session;

import java.time.Duration;

import org.camelpush.cops.message.CopsError;

/** What a PEP tells people. */
public sealed interface PepEvent {

    /** For a log. */
    String text();

    /** True when a person should look at it. */
    default boolean isBad() {
        return true;
    }

    /** The PDP has accepted a client type. */
    record Opened(int clientType) implements PepEvent {
        @Override
        public String text() {
            return "client type " + clientType + " is open";
        }

        @Override
        public boolean isBad() {
            return false;
        }
    }

    /** A client type is closed; it is tried again. */
    record Closed(int clientType, CopsError error, String why) implements PepEvent {
        @Override
        public String text() {
            return "client type " + clientType + " is closed with error " + error + ": " + why;
        }
    }

    /** The connection is lost or could not be made; the next attempt comes after this delay. */
    record Lost(String why, int attempts, Duration delay) implements PepEvent {
        @Override
        public String text() {
            return "no connection: " + why + "; attempt " + attempts + " follows in " + delay.toMillis() + " ms";
        }
    }

    /** The connection is lost or could not be made; another PDP is tried at once. */
    record Left(PdpAddress server, String why) implements PepEvent {
        @Override
        public String text() {
            return "no connection to " + server + ": " + why + "; the next PDP is tried";
        }
    }

    /** The PDP names another one; null as refusal when it is gone to. */
    record Redirected(PdpAddress target, String refusal) implements PepEvent {
        @Override
        public String text() {
            return "redirected to " + target + (refusal == null ? "" : ", which is not followed: " + refusal);
        }

        @Override
        public boolean isBad() {
            return refusal != null;
        }
    }

    /** Request states were kept without a connection for stateTimeout, and are no more. */
    record Forgotten(int states) implements PepEvent {
        @Override
        public String text() {
            return states + " request states are forgotten, for no PDP was there within stateTimeout";
        }
    }

    /** No network may be used. */
    record Offline() implements PepEvent {
        @Override
        public String text() {
            return PepLine.OFFLINE + "; nothing is tried until one may";
        }

        @Override
        public boolean isBad() {
            return false;
        }
    }

    /** No further connection is made. */
    record GaveUp(String why, int attempts) implements PepEvent {
        @Override
        public String text() {
            return "no connection, and no further attempt after " + attempts + ": " + why;
        }
    }

    /** A decision that nobody had asked for, and nobody here can carry out. */
    record Unattended(int clientType, String handle) implements PepEvent {
        @Override
        public String text() {
            return "the PDP changed its decision on handle " + handle + " of client type " + clientType
                    + ", which nobody here carries out";
        }
    }
}
