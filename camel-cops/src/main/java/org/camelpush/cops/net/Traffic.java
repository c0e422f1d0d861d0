package org.camelpush.cops.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.security.SecurityFault;

/** Counts. Thread-safe; begins with zero when its PDP or PEP is made. */
public final class Traffic {

    private static final int C_NUM_SHIFT = 8;
    private static final int MAX_C_NUM = 16;

    private final Map<TrafficCounter, LongAdder> counters = new EnumMap<>(TrafficCounter.class);

    Traffic() {
        for (TrafficCounter counter : TrafficCounter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    public long of(TrafficCounter counter) {
        return counters.get(counter).sum();
    }

    void count(TrafficCounter counter) {
        counters.get(counter).increment();
    }

    void received(CopsMessage message) {
        count(TrafficCounter.IN_PKTS);
        said(message);
    }

    void sent(CopsMessage message) {
        count(TrafficCounter.OUT_PKTS);
        said(message);
    }

    private void said(CopsMessage message) {
        if (message instanceof OpenMessage) {
            count(TrafficCounter.OPEN_ATTEMPTS);
        } else if (message instanceof CloseMessage close) {
            if (close.error().is(ErrorCode.UNSUPPORTED_CLIENT_TYPE)) {
                count(TrafficCounter.ERR_UNSUPPORT_CLIENTTYPE);
            } else if (close.error().is(ErrorCode.COMMUNICATION_FAILURE)) {
                count(TrafficCounter.KA_TIMEDOUT_CLIENTS);
            }
        }
    }

    /**
     * What came is no message.
     *
     * @param knownVersion false for one of another version
     */
    void malformed(MalformedMessage message, boolean knownVersion) {
        count(TrafficCounter.IN_PKTS);
        count(TrafficCounter.IN_ERRS);
        if (!knownVersion) {
            count(TrafficCounter.ERR_UNSUPPORTED_VERSION);
        } else if (message.error().is(ErrorCode.UNKNOWN_OBJECT)) {
            int cNum = message.error().subCode() >> C_NUM_SHIFT;
            boolean known = cNum >= 1 && cNum <= MAX_C_NUM;
            count(known ? TrafficCounter.ERR_BAD_CTYPE : TrafficCounter.ERR_UNKNOWN_CNUM);
        } else if (message.fatal()) {
            boolean known = OpCode.of(message.opCode()) != null;
            count(known ? TrafficCounter.ERR_LENGTH_MISMATCH : TrafficCounter.ERR_UNKNOWN_OPCODE);
        } else {
            count(TrafficCounter.ERR_WRONG_OBJECTS);
        }
    }

    void refused(SecurityFault fault) {
        count(TrafficCounter.IN_ERRS);
        count(
                fault.kind() == SecurityFault.Kind.MISSING
                        ? TrafficCounter.ERR_AUTH_MISSING
                        : TrafficCounter.ERR_AUTH_FAILURES);
    }

    /** A sound message, of which it is to be seen whether its sender may send it. */
    void passed(CopsMessage message, boolean byPep) {
        boolean wrong =
                switch (message.opCode()) {
                    case REQUEST, REPORT, DELETE, OPEN, SYNCHRONIZE_COMPLETE -> !byPep;
                    case DECISION, SYNCHRONIZE, ACCEPT -> byPep;
                    case CLOSE, KEEP_ALIVE -> false;
                };
        if (wrong) {
            count(TrafficCounter.ERR_WRONG_OPCODE);
        }
    }
}
