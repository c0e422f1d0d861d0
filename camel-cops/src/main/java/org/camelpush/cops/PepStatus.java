package org.camelpush.cops;

import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
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
            endpoint.getComponent()
                    .pepMeters()
                    .enter(
                            present.traffic(),
                            () -> MicrometerMeters.show(
                                    endpoint.getCamelContext(),
                                    present.traffic(),
                                    "connections",
                                    () -> present.snapshot().connected() ? 1 : 0,
                                    "pdp",
                                    settings.address(),
                                    "pepId",
                                    settings.session().pepId().value()));
        }
    }

    /** It is not there any more; harmless where it was not. */
    void hide() {
        PepClient past = client;
        client = null;
        if (OptionalLibraries.MICROMETER && past != null) {
            endpoint.getComponent().pepMeters().leave(past.traffic());
        }
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
