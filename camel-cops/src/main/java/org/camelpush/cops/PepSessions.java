package org.camelpush.cops;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;

/**
 * The PEPs that there are: producers with the same PDP, name and settings share one, and so one connection, with each client
 * type opened once. Thread-safe.
 */
final class PepSessions {

    private final Function<PepClientSettings, PepClient> maker;
    private final Map<PepClientSettings, Shared> all = new HashMap<>();

    private static final class Shared {
        private final PepClient client;
        private final Map<Integer, Integer> users = new HashMap<>();

        Shared(PepClient client) {
            this.client = client;
        }
    }

    PepSessions(Function<PepClientSettings, PepClient> maker) {
        this.maker = maker;
    }

    synchronized PepClient enter(PepClientSettings settings, int clientType) {
        Shared shared = all.computeIfAbsent(settings, key -> new Shared(maker.apply(key)));
        if (shared.users.merge(clientType, 1, Integer::sum) == 1) {
            shared.client.openClient(clientType);
        }
        return shared.client;
    }

    /** The last one of a client type closes it, the last one of all ends the PEP. */
    void leave(PepClientSettings settings, int clientType) {
        PepClient over = leaveShared(settings, clientType);
        if (over != null) {
            over.close();
        }
    }

    private synchronized PepClient leaveShared(PepClientSettings settings, int clientType) {
        Shared shared = all.get(settings);
        if (shared.users.merge(clientType, -1, Integer::sum) > 0) {
            return null;
        }
        shared.users.remove(clientType);
        if (shared.users.isEmpty()) {
            all.remove(settings);
            return shared.client;
        }
        shared.client.closeClient(clientType);
        return null;
    }
}
