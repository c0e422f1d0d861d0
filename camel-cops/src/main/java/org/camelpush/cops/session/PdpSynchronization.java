package org.camelpush.cops.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.SynchronizeMessage;

/** What one client type was asked for again (RFC 2748 §3.5): all of it, or single request states. */
final class PdpSynchronization {

    private final int clientType;
    private final PdpSession session;
    /** By handle; null is all. */
    private final Map<Handle, Round> rounds = new HashMap<>();

    private static final class Round {
        private final List<Long> directives = new ArrayList<>(1);
        private PdpAwaited.Entry entry;
    }

    PdpSynchronization(int clientType, PdpSession session) {
        this.clientType = clientType;
        this.session = session;
    }

    /**
     * Asks; one who wants what is being asked for anyway waits for its end.
     *
     * @param directive who wants it; null for nobody
     * @return false when it was being asked for
     */
    boolean begin(Handle handle, Long directive) {
        Round round = rounds.get(handle);
        boolean isNew = round == null;
        if (isNew) {
            round = new Round();
            round.entry = session.awaited().add(PdpAwaited.NOBODY, PdpAwaited.NOBODY, late -> late(handle));
            rounds.put(handle, round);
            session.send(new SynchronizeMessage(clientType, handle, null));
        }
        if (directive != null) {
            round.directives.add(directive);
        }
        return isNew;
    }

    /** False when nobody has asked for it. */
    boolean complete(Handle handle) {
        Round round = rounds.remove(handle);
        if (round == null) {
            return false;
        }
        session.awaited().remove(round.entry);
        round.directives.forEach(id -> session.effect(new PdpEffect.Done(id)));
        return true;
    }

    private void late(Handle handle) {
        session.report(new PdpEvent.NotSynchronized(clientType));
        fail(rounds.remove(handle), PepFailure.Kind.TIMEOUT, "the PEP has not synchronized within reportTimeout");
    }

    void cancel(String why) {
        rounds.values().forEach(round -> {
            session.awaited().remove(round.entry);
            fail(round, PepFailure.Kind.DISCONNECTED, why);
        });
        rounds.clear();
    }

    private void fail(Round round, PepFailure.Kind kind, String why) {
        round.directives.forEach(id -> session.fail(id, kind, why));
    }
}
