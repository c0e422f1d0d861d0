package org.camelpush.cops.net;

import org.camelpush.cops.session.Ignored;

/**
 * What is counted of all connections of one PDP or PEP, by the names of RFC 2940; and what is ignored of a peer that breaks the rules,
 * by its reason, which RFC 2940 does not count.
 */
public enum TrafficCounter {
    IN_PKTS("in.pkts", "Messages received"),
    OUT_PKTS("out.pkts", "Messages sent"),
    IN_ERRS("in.errs", "Messages received that were malformed or not secure"),
    TCP_CONNECT_ATTEMPTS("tcp.connect.attempts", "Connections that were tried"),
    TCP_CONNECT_FAILURES("tcp.connect.failures", "Connections that could not be made"),
    OPEN_ATTEMPTS("open.attempts", "OPN that was sent, or received by a PDP"),
    OPEN_FAILURES("open.failures", "OPN that no CAT has answered, but a CC or the end of the connection"),
    ERR_UNSUPPORT_CLIENTTYPE("err.unsupport.clienttype", "CC with error 6, whichever side sent it"),
    ERR_UNSUPPORTED_VERSION("err.unsupported.version", "Messages of another version"),
    ERR_LENGTH_MISMATCH("err.length.mismatch", "Messages whose length cannot be, or that were cut off"),
    ERR_UNKNOWN_OPCODE("err.unknown.opcode", "Messages with an unknown op code"),
    ERR_UNKNOWN_CNUM("err.unknown.cnum", "Messages with an object of an unknown class"),
    ERR_BAD_CTYPE("err.bad.ctype", "Messages with an object of an unknown type"),
    ERR_BAD_SENDS("err.bad.sends", "Messages that could not be sent"),
    ERR_WRONG_OBJECTS("err.wrong.objects", "Messages with other objects than they may have"),
    ERR_WRONG_OPCODE("err.wrong.opcode", "Messages that are for the other side to send"),
    KA_TIMEDOUT_CLIENTS("ka.timedout.clients", "CC with error 9, whichever side sent it"),
    ERR_AUTH_FAILURES("err.auth.failures", "Messages that could not be authenticated"),
    ERR_AUTH_MISSING("err.auth.missing", "Messages without the security that is required"),
    IGNORED_FLAGS("reserved.flags"),
    IGNORED_CLIENT_TYPE_OF_KA("keepalive.client.type"),
    IGNORED_DECISION("unexpected.decision"),
    IGNORED_REPORT("unexpected.report"),
    IGNORED_DELETE("unknown.handle"),
    IGNORED_SYNCHRONIZE_COMPLETE("unexpected.ssc"),
    IGNORED_CLIENT_TYPE("client.type.not.open");

    private final String meter;
    private final String description;
    private final String reason;

    TrafficCounter(String meter, String description) {
        this.meter = meter;
        this.description = description;
        reason = null;
    }

    /** Of what is ignored. */
    TrafficCounter(String reason) {
        meter = "ignored";
        description = "What was ignored of messages received, for it breaks the rules";
        this.reason = reason;
    }

    static TrafficCounter of(Ignored why) {
        return switch (why) {
            case UNEXPECTED_DECISION -> IGNORED_DECISION;
            case UNEXPECTED_REPORT -> IGNORED_REPORT;
            case UNKNOWN_HANDLE -> IGNORED_DELETE;
            case UNEXPECTED_SYNCHRONIZE_COMPLETE -> IGNORED_SYNCHRONIZE_COMPLETE;
            case CLIENT_TYPE_NOT_OPEN -> IGNORED_CLIENT_TYPE;
        };
    }

    /** What tells it from others of the same meter; null where there are none. */
    public String reason() {
        return reason;
    }

    /** Its name in a registry of meters, behind the prefix. */
    public String meter() {
        return meter;
    }

    /** For people. */
    public String description() {
        return description;
    }
}
