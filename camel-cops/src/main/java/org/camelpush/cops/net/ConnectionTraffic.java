package org.camelpush.cops.net;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.security.SecurityFault;
import org.camelpush.cops.session.Ignored;

/** Says what of a connection counts as what (RFC 2940). On its event loop. */
final class ConnectionTraffic {

    private static final int C_NUM_SHIFT = 8;
    private static final int MAX_C_NUM = 16;
    private static final int SOLICITED = 1;

    private final Traffic traffic;
    /** Client types whose OPN is not answered. */
    private final Set<Integer> opening = new HashSet<>(2);
    /** The client type that was counted last, and its counters: most often the next message is of it too. */
    private int recent = -1;

    private LongAdder[] recentCounters;

    ConnectionTraffic(Traffic traffic) {
        this.traffic = traffic;
    }

    void received(CopsMessage message) {
        count(TrafficCounter.IN_PKTS, message.clientType());
        said(message);
    }

    /**
     * What the header of a message says that it must not (RFC 2748 §2.1, §3.9), and is read nevertheless.
     *
     * @param flags of the header
     */
    void header(CopsMessage message, int flags) {
        boolean mayBeSolicited = message.opCode() == OpCode.DECISION || message.opCode() == OpCode.REPORT;
        if ((flags & ~(mayBeSolicited ? SOLICITED : 0)) != 0) {
            count(TrafficCounter.IGNORED_FLAGS, message.clientType());
        }
        if (message.clientType() != 0 && message.opCode() == OpCode.KEEP_ALIVE) {
            count(TrafficCounter.IGNORED_CLIENT_TYPE_OF_KA, message.clientType());
        }
    }

    /** What the session has ignored. */
    void ignored(Ignored why, int clientType) {
        count(TrafficCounter.of(why), clientType);
    }

    void sent(CopsMessage message) {
        count(TrafficCounter.OUT_PKTS, message.clientType());
        said(message);
    }

    private void count(TrafficCounter counter, int clientType) {
        if (clientType != recent) {
            LongAdder[] watched = traffic.watched(clientType);
            if (watched == null) {
                traffic.count(counter, clientType); // it may be watched later
                return;
            }
            recent = clientType;
            recentCounters = watched;
        }
        recentCounters[counter.ordinal()].increment();
    }

    void notSent(CopsMessage message) {
        traffic.count(TrafficCounter.ERR_BAD_SENDS, message.clientType());
    }

    private void said(CopsMessage message) {
        int clientType = message.clientType();
        if (message instanceof OpenMessage) {
            traffic.count(TrafficCounter.OPEN_ATTEMPTS, clientType);
            opening.add(clientType);
        } else if (message instanceof AcceptMessage) {
            opening.remove(clientType);
        } else if (message instanceof CloseMessage close) {
            if (opening.remove(clientType)) {
                traffic.count(TrafficCounter.OPEN_FAILURES, clientType);
            }
            if (close.error().is(ErrorCode.UNSUPPORTED_CLIENT_TYPE)) {
                traffic.count(TrafficCounter.ERR_UNSUPPORT_CLIENTTYPE, clientType);
            } else if (close.error().is(ErrorCode.COMMUNICATION_FAILURE)) {
                traffic.count(TrafficCounter.KA_TIMEDOUT_CLIENTS, clientType);
            }
        }
    }

    /** What was being opened will not be. */
    void ended() {
        opening.forEach(clientType -> traffic.count(TrafficCounter.OPEN_FAILURES, clientType));
        opening.clear();
    }

    /**
     * What came is no message.
     *
     * @param knownVersion false for one of another version
     */
    void malformed(MalformedMessage message, boolean knownVersion) {
        int clientType = message.clientType();
        traffic.count(TrafficCounter.IN_PKTS, clientType);
        traffic.count(TrafficCounter.IN_ERRS, clientType);
        traffic.count(knownVersion ? kind(message) : TrafficCounter.ERR_UNSUPPORTED_VERSION, clientType);
    }

    /** A message has begun, and the connection has ended. */
    void cut() {
        traffic.count(TrafficCounter.IN_ERRS, Traffic.OTHER);
        traffic.count(TrafficCounter.ERR_LENGTH_MISMATCH, Traffic.OTHER);
    }

    private static TrafficCounter kind(MalformedMessage message) {
        if (message.error().is(ErrorCode.UNKNOWN_OBJECT)) {
            int cNum = message.error().subCode() >> C_NUM_SHIFT;
            boolean known = cNum >= 1 && cNum <= MAX_C_NUM;
            return known ? TrafficCounter.ERR_BAD_CTYPE : TrafficCounter.ERR_UNKNOWN_CNUM;
        }
        if (message.fatal()) {
            boolean known = OpCode.of(message.opCode()) != null;
            return known ? TrafficCounter.ERR_LENGTH_MISMATCH : TrafficCounter.ERR_UNKNOWN_OPCODE;
        }
        return TrafficCounter.ERR_WRONG_OBJECTS;
    }

    void refused(SecurityFault fault) {
        traffic.count(TrafficCounter.IN_ERRS, Traffic.OTHER);
        boolean missing = fault.kind() == SecurityFault.Kind.MISSING;
        traffic.count(missing ? TrafficCounter.ERR_AUTH_MISSING : TrafficCounter.ERR_AUTH_FAILURES, Traffic.OTHER);
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
            traffic.count(TrafficCounter.ERR_WRONG_OPCODE, message.clientType());
        }
    }
}
