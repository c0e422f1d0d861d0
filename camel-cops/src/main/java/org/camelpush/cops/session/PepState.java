package org.camelpush.cops.session;

import java.util.List;

/** One state of a PEP. A subclass overrides what matters in it. A state is entered once and then thrown away. */
abstract class PepState {

    final PepSession session;

    PepState(PepSession session) {
        this.session = session;
    }

    /** Does what the state is for. */
    abstract void enter();

    /** A client type is wanted. */
    void wanted(int clientType) {}

    /** A PDP has come by itself. */
    void arrived() {}

    /** DNS says where the PDPs of a service are. */
    void discovered(List<SrvRecord> records) {}

    /** The connection stands. */
    void connected() {}

    /** The PDP accepted a client type. */
    void accepted() {}

    /** The state's own timer. */
    void timer() {}

    /** Why whatever is asked fails at once, or null where it does not. */
    PepFailure refusal() {
        return null;
    }

    /** True while the peer can be talked to. */
    boolean isConnected() {
        return false;
    }
}
