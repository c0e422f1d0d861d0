package org.camelpush.cops.session;

import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.SynchronizeMessage;

/** What a PDP tells a PEP that needs no answer of a route. */
public sealed interface PepNotice {

    int clientType();

    /** The name by which routes know such a notice. */
    String event();

    /** What it is about; null where that is the whole client type. */
    default Handle handle() {
        return null;
    }

    /** What the PDP said. */
    Object body();

    /** The PDP wants the request states, which are asked again without further ado. */
    record Synchronizing(SynchronizeMessage body) implements PepNotice {
        @Override
        public int clientType() {
            return body.clientType();
        }

        @Override
        public String event() {
            return "synchronize";
        }

        @Override
        public Handle handle() {
            return body.handle();
        }
    }

    /** The PDP has closed the client type, and perhaps names another one. */
    record Closed(CloseMessage body) implements PepNotice {
        @Override
        public int clientType() {
            return body.clientType();
        }

        @Override
        public String event() {
            return "close";
        }
    }
}
