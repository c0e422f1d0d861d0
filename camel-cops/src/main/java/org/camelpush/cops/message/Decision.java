package org.camelpush.cops.message;

import java.util.List;
import java.util.Objects;

/**
 * One decision of a PDP, or of the PEP's own local decision point (RFC 2748 §2.2.6, §2.2.7, §3.2).
 *
 * @param context the event it is for; null for that of the request
 * @param command what to do
 * @param flags a sum of the constants here, 0 to 65535; those that do not apply are ignored by the PEP
 * @param data what goes with it, in the order of the message, each kind once at most
 */
public record Decision(Context context, DecisionCommand command, int flags, List<DecisionData> data) {

    /** Send an error about the signaled message. */
    public static final int TRIGGER_ERROR = 0x01;
    /** Open or close a request state (RFC 3084 §3.2). */
    public static final int REQUEST_STATE = 0x02;

    public Decision {
        Objects.requireNonNull(command, "command");
        Bounds.uint16("Decision flags", flags);
        data = List.copyOf(data);
        if (hasTwoOfOneKind(data)) {
            throw new IllegalArgumentException("A decision must not have two data of one kind");
        }
    }

    /** No stream: there is one for each message. */
    private static boolean hasTwoOfOneKind(List<DecisionData> data) {
        int kinds = 0;
        for (DecisionData each : data) {
            int kind = 1 << each.kind().ordinal();
            if ((kinds & kind) != 0) {
                return true;
            }
            kinds |= kind;
        }
        return false;
    }

    /** The same for this context. */
    Decision in(Context other) {
        return new Decision(other, command, flags, data);
    }
}
