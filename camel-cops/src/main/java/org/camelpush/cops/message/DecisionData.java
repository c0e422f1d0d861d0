package org.camelpush.cops.message;

import java.util.Objects;

/**
 * What goes with a decision; only its client type says what it means (RFC 2748 §2.2.6).
 *
 * @param kind how it is to be taken
 * @param data 0 to 65531 octets
 */
public record DecisionData(Kind kind, Octets data) {

    public DecisionData {
        Objects.requireNonNull(kind, "kind");
        Bounds.content("decision data", data, 0);
    }

    /** The C-Type of decision data. */
    public enum Kind {
        /** The PEP can apply it locally. */
        STATELESS,
        /** Replaces data in a signaled message. */
        REPLACEMENT,
        /** Means what the client type says. */
        CLIENT_SPECIFIC,
        /** Named configuration. */
        NAMED;

        private static final int FIRST = 2;
        private static final Kind[] ALL = values();

        /** The one with this C-Type; null where there is none. */
        public static Kind of(int cType) {
            return cType >= FIRST && cType < FIRST + ALL.length ? ALL[cType - FIRST] : null;
        }

        /** Its C-Type, 2 to 5. */
        public int value() {
            return ordinal() + FIRST;
        }
    }
}
