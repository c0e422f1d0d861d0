package org.camelpush.cops.net;

/** What is counted of all connections of one PDP or PEP, by the names of RFC 2940. */
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
    ERR_AUTH_MISSING("err.auth.missing", "Messages without the security that is required");

    private final String meter;
    private final String description;

    TrafficCounter(String meter, String description) {
        this.meter = meter;
        this.description = description;
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
