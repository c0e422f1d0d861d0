package org.camelpush.cops.session;

import java.time.Duration;

import org.camelpush.cops.message.KeepAliveMessage;

/** A PDP's answers to keep-alives (RFC 2748 §3.9): a PEP that answers an echo by an echo gets no more than ten a second. */
final class PdpEchoes {

    static final Duration INTERVAL = Duration.ofMillis(100);

    private final PdpSession session;
    private boolean echoed;
    private long last;

    PdpEchoes(PdpSession session) {
        this.session = session;
    }

    void answer() {
        if (!echoed || session.now() - last >= INTERVAL.toNanos()) {
            echoed = true;
            last = session.now();
            session.send(new KeepAliveMessage(0, null));
        }
    }
}
