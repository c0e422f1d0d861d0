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
