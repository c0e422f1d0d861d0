package org.camelpush.cops.net;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.session.PdpKept;
import org.camelpush.cops.session.PdpNotice;
import org.camelpush.cops.session.PepKey;

/** Which PEP is on which connection, and what is kept of those that are lost. Thread-safe. */
final class PdpPeps {

    private final EventLoops loops;
    private final Duration stateTimeout;
    private final int most;
    private final PdpHosts hosts;
    private final Map<PepKey, PdpConnection> present = new ConcurrentHashMap<>();
    private final Map<PepKey, Kept> kept = new ConcurrentHashMap<>();

    private static final class Kept {
        private final PdpKept states;
        private volatile Future<?> deadline;

        Kept(PdpKept states) {
            this.states = states;
        }
    }

    /**
     * @param most of how many lost PEPs something is kept
     */
    PdpPeps(EventLoops loops, Duration stateTimeout, int most, PdpHosts hosts) {
        this.loops = loops;
        this.stateTimeout = stateTimeout;
        this.most = most;
        this.hosts = hosts;
    }

    /** A PEP is on one connection with each client type; an older one is often half open, and of no use to it. */
    void opened(PepKey pep, PdpConnection connection) {
        PdpConnection older = present.put(pep, connection);
        if (older != null && older != connection) {
            older.replaced(pep.clientType());
        }
    }

    void closed(PepKey pep, PdpConnection connection) {
        present.remove(pep, connection);
    }

    /** Null when the PEP has not opened the client type. */
    PdpConnection of(PepKey pep) {
        return present.get(pep);
    }

    void keep(PepKey pep, PdpKept states) {
        if (kept.size() >= most) {
            over(pep);
            return;
        }
        Kept entry = new Kept(states);
        kept.put(pep, entry);
        entry.deadline = loops.after(stateTimeout, () -> expire(pep, entry));
    }

    private void expire(PepKey pep, Kept entry) {
        if (kept.remove(pep, entry)) {
            over(pep);
        }
    }

    private void over(PepKey pep) {
        PdpHost host = hosts.of(pep.clientType());
        if (host != null && !present.containsKey(pep)) {
            CopsError error = CopsError.of(ErrorCode.COMMUNICATION_FAILURE);
            host.tell(null, new PdpNotice.Closed(pep.pepId(), pep.clientType(), error), () -> {});
        }
    }

    PdpKept take(PepKey pep) {
        Kept entry = kept.remove(pep);
        if (entry == null) {
            return null;
        }
        Future<?> deadline = entry.deadline;
        if (deadline != null) {
            deadline.cancel(false);
        }
        return entry.states;
    }

    /** Nobody will come back. */
    void forget() {
        kept.keySet().forEach(this::take);
    }
}
