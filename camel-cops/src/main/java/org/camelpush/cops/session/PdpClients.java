package org.camelpush.cops.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;

/** The client types that are open on a connection, and those that once were. */
final class PdpClients {

    private final PdpSession session;
    private final Map<Integer, PdpClient> open = new HashMap<>();
    /** At most the 65,535 client types that there are. */
    private final Set<Integer> closed = new HashSet<>();

    PdpClients(PdpSession session) {
        this.session = session;
    }

    /** Opens it; its states stay when it was open already (RFC 2748 §3.6). */
    void open(int clientType) {
        closed.remove(clientType);
        open.computeIfAbsent(clientType, type -> new PdpClient(type, session));
    }

    boolean isOpen(int clientType) {
        return open.containsKey(clientType);
    }

    boolean wasOpen(int clientType) {
        return closed.contains(clientType);
    }

    boolean areNone() {
        return open.isEmpty();
    }

    PdpClient of(int clientType) {
        return open.get(clientType);
    }

    void close(int clientType) {
        PdpClient client = open.remove(clientType);
        if (client != null) {
            closed.add(clientType);
            client.forget();
        }
    }

    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    /** RFC 2748 §4.7: one Client-Close for each. */
    void refuseAll(CopsError error) {
        for (int clientType : List.copyOf(open.keySet())) {
            session.send(new CloseMessage(clientType, error, null, null));
            close(clientType);
        }
    }

    /** Request states of all. */
    int handles() {
        return open.values().stream().mapToInt(PdpClient::handles).sum();
    }

    Set<Integer> types() {
        return open.keySet();
    }
}
