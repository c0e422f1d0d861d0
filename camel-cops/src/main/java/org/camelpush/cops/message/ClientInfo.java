package org.camelpush.cops.message;

import java.util.Objects;

/**
 * ClientSI: what only the client type gives a meaning (RFC 2748 §2.2.9).
 *
 * @param kind how it is to be taken
 * @param data 0 to 65531 octets
 */
public record ClientInfo(Kind kind, Octets data) {

    public ClientInfo {
        Objects.requireNonNull(kind, "kind");
        Bounds.content("ClientSI", data, 0);
    }

    /** The C-Type of client specific information. */
    public enum Kind {
        /** From the client's signaling protocol or its internal state. */
        SIGNALED,
        /** Named configuration. */
        NAMED;

        private static final Kind[] ALL = values();

        /** The one with this C-Type; null where there is none. */
        public static Kind of(int cType) {
            return cType >= 1 && cType <= ALL.length ? ALL[cType - 1] : null;
        }

        /** Its C-Type, 1 or 2. */
        public int value() {
            return ordinal() + 1;
        }
    }
}
