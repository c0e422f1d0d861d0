package org.camelpush.cops.net;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepInput;
import org.camelpush.cops.session.SrvRecord;

/** Finds the PDPs of services, and knows which they are. Not thread-safe: it goes with the event loop of its PEP. */
final class Discovery {

    private final Executor loop;
    private final Executor names;
    private final ServiceLookup services;
    private final Map<PdpAddress, List<PdpAddress>> found = new HashMap<>();

    /**
     * @param loop where answers are given
     * @param names runs what may block
     */
    Discovery(Executor loop, Executor names, ServiceLookup services) {
        this.loop = loop;
        this.names = names;
        this.services = services;
    }

    /**
     * @param inputs hears what became of it
     */
    void find(PepEffect.Discover wanted, Consumer<PepInput> inputs) {
        try {
            names.execute(() -> ask(wanted, inputs));
        } catch (RejectedExecutionException shutDown) {
            inputs.accept(new PepInput.Disconnected(wanted.generation(), "this side is stopped"));
        }
    }

    /** On a thread that may block. */
    private void ask(PepEffect.Discover wanted, Consumer<PepInput> inputs) {
        try {
            List<SrvRecord> records = services.find(wanted.service().host());
            onLoop(() -> {
                found.put(
                        wanted.service(),
                        records.stream().map(SrvRecord::target).toList());
                inputs.accept(new PepInput.Discovered(wanted.generation(), records));
            });
        } catch (IOException failure) {
            onLoop(() -> inputs.accept(new PepInput.Disconnected(wanted.generation(), failure.getMessage())));
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            // nobody waits for it any more
        }
    }

    /** The PDPs of all services, as they were found last. */
    Stream<PdpAddress> pdps() {
        return found.values().stream().flatMap(List::stream);
    }

    /**
     * For whom the certificate of a PDP must be: for the domain that was asked for its PDPs, where it was found so. Whoever
     * can answer in the place of DNS could name any host, and have a good certificate for it (RFC 6125 §6.2.1).
     *
     * @param server where it listens
     * @param configured by the options
     */
    String identity(PdpAddress server, List<PdpAddress> configured) {
        if (configured.contains(server)) {
            return server.host();
        }
        return found.entrySet().stream()
                .filter(service -> service.getValue().contains(server))
                .map(service -> service.getKey().domain())
                .findFirst()
                .orElse(server.host());
    }
}
