package org.camelpush.examples.policyserver;

import java.util.Map;

/**
 * What a gateway is to be told, for the table has changed.
 *
 * @param handle the request state, as the header CamelCopsHandle has it
 * @param decision as a route replies it
 */
public record Change(String pepId, String handle, String subscriber, Map<String, Object> decision) {

    /** For the log. */
    @Override
    public String toString() {
        return (subscriber + ": " + decision.get("decision") + " " + decision.get("data")).strip();
    }
}
