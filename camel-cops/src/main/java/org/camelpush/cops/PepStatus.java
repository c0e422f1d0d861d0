package org.camelpush.cops;

import java.util.List;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.Traffic;
import org.camelpush.cops.session.PepSnapshot;

/** How a client type of a PEP is, and the meters of its PEP: for all ends that share it. */
final class PepStatus {

    private final CopsEndpoint endpoint;
    private final PepClientSettings settings;
    private final int clientType;
    private volatile PepClient client;

    PepStatus(CopsEndpoint endpoint, PepClientSettings settings, int clientType) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.clientType = clientType;
    }

    /** This one is there now. */
    void show(PepClient present) {
        client = present;
        if (OptionalLibraries.MICROMETER) {
            CamelContext context = endpoint.getCamelContext();
            String[] tags = {
                "pdp", settings.address(), "pepId", settings.session().pepId().value()
            };
            enter(present, Traffic.OTHER, () -> {
                Runnable connections = MicrometerMeters.connections(
                        context, "connections", () -> present.snapshot().connected() ? 1 : 0, tags);
                Runnable counters = MicrometerMeters.counters(context, present.traffic(), Traffic.OTHER, tags);
                return () -> {
                    connections.run();
                    counters.run();
                };
            });
            enter(present, clientType, () -> MicrometerMeters.counters(context, present.traffic(), clientType, tags));
        }
    }

    /** It is not there any more; harmless where it was not. */
    void hide() {
        PepClient past = client;
        client = null;
        if (OptionalLibraries.MICROMETER && past != null) {
            endpoint.getComponent().pepMeters().leave(new SharedMeters.Key(past.traffic(), clientType));
            endpoint.getComponent().pepMeters().leave(new SharedMeters.Key(past.traffic(), Traffic.OTHER));
        }
    }

    private void enter(PepClient present, int counted, Supplier<Runnable> show) {
        endpoint.getComponent().pepMeters().enter(new SharedMeters.Key(present.traffic(), counted), show);
    }

    /** A line for each counter of this client type, and of all else of its PEP, that is not zero. */
    String counters() {
        PepClient present = client;
        return present == null
                ? ""
                : String.join("\n", Counted.lines(Counted.of(present.traffic(), List.of(clientType))));
    }

    boolean isOpen() {
        PepClient present = client;
        return present != null && present.snapshot().openClientTypes().contains(clientType);
    }

    /** For people. */
    String message() {
        PepClient present = client;
        if (present == null) {
            return "The PEP is stopped";
        }
        PepSnapshot snapshot = present.snapshot();
        String type = "Client type " + clientType;
        if (snapshot.openClientTypes().contains(clientType)) {
            return type + " is open at PDP " + snapshot.server();
        }
        String why = snapshot.lastFailure();
        return type + " is not open at PDP " + snapshot.server() + (why == null ? "" : ": " + why);
    }
}
