package org.camelpush.cops;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.net.EventLoops;
import org.camelpush.cops.net.PdpHost;
import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.net.PdpServerSettings;
import org.camelpush.cops.session.PdpAddress;

/** The PDPs that there are: consumers with the same address share one, each with its own client types. Thread-safe. */
final class PdpServers {

    private final Supplier<EventLoops> loops;
    private final Executor names;
    private final Map<PdpAddress, PdpServer> all = new HashMap<>();

    /**
     * @param names runs what asks for addresses, and so may block
     */
    PdpServers(Supplier<EventLoops> loops, Executor names) {
        this.loops = loops;
        this.names = names;
    }

    /**
     * Decides for these client types, on a port that is listened on then.
     *
     * @throws IOException when the address cannot be had
     * @throws IllegalArgumentException when there is a PDP with other options, or one of the client types is taken
     */
    synchronized PdpServer enter(PdpServerSettings settings, Set<Integer> clientTypes, PdpHost host)
            throws IOException {
        PdpServer server = all.get(new PdpAddress(settings.host(), settings.port()));
        if (server == null) {
            server = PdpServer.start(settings, loops.get(), names, clientTypes, host);
            all.put(new PdpAddress(settings.host(), server.port()), server);
            return server;
        }
        String where = settings.host() + ':' + settings.port();
        if (!server.settings().equals(settings)) {
            throw new IllegalArgumentException("The consumers of one port, here " + where
                    + ", must have the same options but for clientTypes, events and requestTimeout");
        }
        try {
            server.enter(clientTypes, host);
        } catch (IllegalArgumentException taken) {
            throw new IllegalArgumentException("At " + where + ": " + taken.getMessage(), taken);
        }
        return server;
    }

    /** The last one ends the PDP. */
    synchronized void leave(PdpServer server, PdpHost host, CopsError error) {
        if (!server.leave(host, error)) {
            all.values().remove(server);
            server.close(error);
        }
    }

    /** Null where nobody listens. */
    synchronized PdpServer at(PdpAddress address) {
        return all.get(address);
    }
}
