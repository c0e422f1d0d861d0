package org.camelpush.cops;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.camelpush.cops.message.PepId;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.PepHost;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PepAttention;

/**
 * The PEPs that there are: ends with the same PDP and name share one, and so one connection, with each client type opened once.
 * Thread-safe.
 */
final class PepSessions {

    private final Function<PepClientSettings, PepClient> maker;
    private final Map<Key, Shared> all = new HashMap<>();
    /** Where the connections of those that were redialed come from; nothing where no network may be used. */
    private final Map<Key, Optional<InetAddress>> from = new HashMap<>();

    /** Who is one PEP. */
    record Key(PdpAddress pdp, PepId pepId) {
        static Key of(PepClientSettings settings) {
            return new Key(
                    settings.session().servers().get(0), settings.session().pepId());
        }
    }

    private static final class Shared {
        private final PepClientSettings settings;
        private final PepClient client;
        private final Map<Integer, Integer> users = new HashMap<>();
        private final Set<Integer> attended = new HashSet<>();

        Shared(PepClientSettings settings, PepClient client) {
            this.settings = settings;
            this.client = client;
        }
    }

    PepSessions(Function<PepClientSettings, PepClient> maker) {
        this.maker = maker;
    }

    /**
     * How a PEP is.
     *
     * @param message for people
     * @param counters what was counted, by client type and name
     */
    record Info(String message, Map<String, Map<String, Long>> counters) {}

    synchronized List<Info> infos() {
        return all.values().stream()
                .map(shared -> new Info(
                        "PEP " + shared.settings.session().pepId() + " at PDP "
                                + shared.client.snapshot().server() + ", with "
                                + shared.client.snapshot().handles() + " request states and the open client types "
                                + shared.client.snapshot().openClientTypes(),
                        Counted.of(shared.client.traffic(), shared.users.keySet())))
                .toList();
    }

    /**
     * @throws IllegalArgumentException when there is such a PEP with other options: a PEP has one connection
     */
    synchronized PepClient enter(PepClientSettings settings, int clientType) {
        Shared shared = all.computeIfAbsent(Key.of(settings), key -> new Shared(settings, made(key, settings)));
        if (!shared.settings.equals(settings)) {
            throw new IllegalArgumentException(
                    "The ends of one PEP, here " + settings.session().pepId() + " at " + settings.address()
                            + ", must have the same servers, security, time-outs and limits, for they share a connection");
        }
        if (shared.users.merge(clientType, 1, Integer::sum) == 1) {
            shared.client.openClient(clientType);
        }
        return shared.client;
    }

    private PepClient made(Key key, PepClientSettings settings) {
        PepClient client = maker.apply(settings);
        if (from.containsKey(key)) { // before it has anything to connect for
            from.get(key).ifPresentOrElse(client::redial, client::goOffline);
        }
        return client;
    }

    /** Takes it to another connection from that address, which later ones come from too; completes at once where it has none. */
    synchronized CompletionStage<Void> redial(Key key, InetAddress address) {
        from.put(key, Optional.of(address));
        Shared shared = all.get(key);
        return shared == null ? CompletableFuture.completedFuture(null) : shared.client.redial(address);
    }

    /** Takes its connection away, and lets nobody make another one before it is redialed. */
    synchronized void goOffline(Key key) {
        from.put(key, Optional.empty());
        Shared shared = all.get(key);
        if (shared != null) {
            shared.client.goOffline();
        }
    }

    /** What it was asked and has not answered. */
    synchronized int pending(Key key) {
        Shared shared = all.get(key);
        return shared == null ? 0 : shared.client.snapshot().pending();
    }

    /**
     * As {@link #enter}, and does what the PDP wants unasked.
     *
     * @throws IllegalArgumentException when somebody does already
     */
    synchronized PepClient attend(PepClientSettings settings, int clientType, PepAttention attention, PepHost host) {
        Shared shared = all.get(Key.of(settings));
        if (shared != null && shared.attended.contains(clientType)) {
            throw new IllegalArgumentException("Client type " + clientType + " of PEP "
                    + settings.session().pepId() + " has a consumer already");
        }
        PepClient client = enter(settings, clientType);
        all.get(Key.of(settings)).attended.add(clientType);
        client.attend(clientType, attention, host);
        return client;
    }

    void ignore(PepClientSettings settings, int clientType) {
        synchronized (this) {
            Shared shared = all.get(Key.of(settings));
            shared.attended.remove(clientType);
            shared.client.ignore(clientType);
        }
        leave(settings, clientType);
    }

    /** The last one of a client type closes it, the last one of all ends the PEP. */
    void leave(PepClientSettings settings, int clientType) {
        PepClient over = leaveShared(settings, clientType);
        if (over != null) {
            over.close();
        }
    }

    private synchronized PepClient leaveShared(PepClientSettings settings, int clientType) {
        Shared shared = all.get(Key.of(settings));
        if (shared.users.merge(clientType, -1, Integer::sum) > 0) {
            return null;
        }
        shared.users.remove(clientType);
        if (shared.users.isEmpty()) {
            all.remove(Key.of(settings));
            return shared.client;
        }
        shared.client.closeClient(clientType);
        return null;
    }
}
