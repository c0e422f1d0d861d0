package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportMessage;

/** What a PEP tells a PDP without asking for a decision, and what the PDP notices of it. */
public sealed interface PdpNotice {

    PepId pepId();

    int clientType();

    /** The name by which routes know such a notice. */
    String event();

    /** What it is about; null where that is the whole client type. */
    default Handle handle() {
        return null;
    }

    /** What there is to know; null for nothing. */
    Object body();

    /** A client type is open, for the first time or again. */
    record Opened(PepId pepId, OpenMessage message) implements PdpNotice {
        @Override
        public int clientType() {
            return message.clientType();
        }

        @Override
        public String event() {
            return "open";
        }

        @Override
        public Object body() {
            return message;
        }
    }

    /** A report came. */
    record Reported(PepId pepId, ReportMessage message) implements PdpNotice {
        @Override
        public int clientType() {
            return message.clientType();
        }

        @Override
        public String event() {
            return "report";
        }

        @Override
        public Object body() {
            return message;
        }

        @Override
        public Handle handle() {
            return message.handle();
        }
    }

    /** A configuration was decided, and no report came in time (RFC 2748 §3.3). */
    record Unreported(PepId pepId, int clientType, Handle handle) implements PdpNotice {
        @Override
        public String event() {
            return "reportTimeout";
        }

        @Override
        public Object body() {
            return null;
        }
    }

    /** The PEP has deleted a request state. */
    record Deleted(PepId pepId, DeleteMessage message) implements PdpNotice {
        @Override
        public int clientType() {
            return message.clientType();
        }

        @Override
        public String event() {
            return "delete";
        }

        @Override
        public Object body() {
            return message;
        }

        @Override
        public Handle handle() {
            return message.handle();
        }
    }

    /** A client type is closed, or lost for longer than its states are kept; these are no more. */
    record Closed(PepId pepId, int clientType, CopsError error) implements PdpNotice {
        @Override
        public String event() {
            return "close";
        }

        @Override
        public Object body() {
            return error;
        }
    }
}
