package org.camelpush.examples.copstool;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;

/** Reads the URIs of camel-cops. */
final class Uris {

    private Uris() {}

    /**
     * The endpoint with this URI.
     *
     * @throws IllegalArgumentException when there is none, saying what is wrong with it
     */
    static Endpoint endpoint(CamelContext camel, String uri) {
        if (!uri.startsWith("cops:") && !uri.startsWith("copss:")) {
            throw new IllegalArgumentException("a URI begins with cops: or copss:");
        }
        try {
            return camel.getEndpoint(uri);
        } catch (ResolveEndpointFailedException wrong) {
            Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
            throw new IllegalArgumentException(cause.getMessage(), wrong);
        }
    }
}
