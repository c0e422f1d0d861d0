package org.camelpush.cops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.net.PdpAnswer;
import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.net.PdpSessionInfo;
import org.camelpush.cops.net.Traffic;
import org.camelpush.cops.net.TrafficCounter;
import org.camelpush.cops.session.PdpFailure;
import org.camelpush.cops.session.PdpSnapshot;
import org.camelpush.cops.session.PepKey;

/** How a PDP is, in figures and words: for JMX, the dev console, meters and whoever else looks. */
final class PdpStatus {

    /** Milliseconds behind reportTimeout, within which the session has answered. */
    private static final long RESYNC_MARGIN = 5_000;

    private static final String ROUTE_ID = "routeId";

    private final CopsEndpoint endpoint;
    private final Set<Integer> clientTypes;
    private volatile PdpServer server;
    private final List<Runnable> meters = new ArrayList<>();

    PdpStatus(CopsEndpoint endpoint) {
        this.endpoint = endpoint;
        clientTypes = CopsOptions.clientTypes(endpoint.getConfiguration());
    }

    /**
     * This one is there now.
     *
     * @param routeId null where there is no route, and so nothing to meter
     */
    void show(PdpServer present, String routeId) {
        server = present;
        if (OptionalLibraries.MICROMETER && routeId != null) {
            CamelContext context = endpoint.getCamelContext();
            meters.add(MicrometerMeters.connections(context, "sessions", present::sessions, ROUTE_ID, routeId));
            meters.add(MicrometerMeters.counters(context, present.traffic(), Traffic.OTHER, ROUTE_ID, routeId));
            clientTypes.forEach(clientType ->
                    meters.add(MicrometerMeters.counters(context, present.traffic(), clientType, ROUTE_ID, routeId)));
        }
    }

    /** It is not there any more; harmless where it was not. */
    void hide() {
        server = null;
        meters.forEach(Runnable::run);
        meters.clear();
    }

    /** What the PDP says, or otherwise this. */
    <T> T read(Function<PdpServer, T> figure, T otherwise) {
        PdpServer present = server;
        return present == null ? otherwise : figure.apply(present);
    }

    long count(TrafficCounter counter) {
        return read(present -> present.traffic().of(counter), 0L);
    }

    boolean isListening() {
        return read(PdpServer::isReady, false);
    }

    String message() {
        if (AddressOptions.pdpDials(endpoint.getConfiguration())) {
            return (isListening() ? "Is connected to the PEP at " : "Is not connected to the PEP at ")
                    + endpoint.getServiceUrl();
        }
        return isListening()
                ? "Listens on " + endpoint.getServiceUrl() + ", with " + read(PdpServer::sessions, 0) + " connections"
                : "Does not listen on " + endpoint.getServiceUrl() + "; is the route started?";
    }

    /** A line for each connection, those of one PEP together. */
    List<String> sessions() {
        return read(PdpServer::sessionInfos, List.<PdpSessionInfo>of()).stream()
                .map(PdpStatus::line)
                .sorted()
                .toList();
    }

    private static String line(PdpSessionInfo info) {
        PdpSnapshot snapshot = info.snapshot();
        String who = snapshot.pepId() == null
                ? "a PEP that has not said its name"
                : snapshot.pepId().value();
        return who + " at " + info.peer() + ": client types " + snapshot.clientTypes() + ", " + snapshot.handles()
                + " request states, " + snapshot.undecided() + " undecided";
    }

    /** Asks a PEP for its request states, waits until it has answered or is late, and says so. Not for an event loop. */
    String resync(String pepId, int clientType) {
        PepKey pep = new PepKey(new PepId(pepId), clientType);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        boolean asked = read(
                present -> {
                    present.synchronize(pep, null, new Outcome(outcome));
                    return true;
                },
                false);
        long patience = endpoint.getConfiguration().getReportTimeout() + RESYNC_MARGIN;
        return asked
                ? outcome.completeOnTimeout(
                                "failed: the connection was lost meanwhile", patience, TimeUnit.MILLISECONDS)
                        .join()
                : message();
    }

    /** What became of it, for people. The session bounds how long that takes. */
    private record Outcome(CompletableFuture<String> text) implements PdpAnswer {
        @Override
        public void done() {
            text.complete("done");
        }

        @Override
        public void reported(ReportMessage report) {
            done();
        }

        @Override
        public void failed(PdpFailure failure) {
            text.complete("failed: " + failure.text());
        }
    }

    /** What was counted of its client types, and of all else on its port; empty while it does not listen. */
    Map<String, Map<String, Long>> counters() {
        return read(present -> Counted.of(present.traffic(), clientTypes), Map.of());
    }
}
