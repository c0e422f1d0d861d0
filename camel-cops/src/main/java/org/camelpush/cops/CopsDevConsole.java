package org.camelpush.cops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the PDPs of all routes and who is connected to them. */
@DevConsole(name = "cops", displayName = "COPS", description = "COPS policy decision points and their sessions")
public class CopsDevConsole extends AbstractDevConsole {

    /** Of each PDP; its operation sessions tells of all. */
    private static final int MAX_SESSIONS = 100;

    public CopsDevConsole() {
        super("camel", "cops", "COPS", "COPS policy decision points and their sessions");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (CopsConsumer consumer : consumers()) {
            text.append("Route ").append(consumer.getRouteId()).append(": ");
            text.append(consumer.getStatusMessage()).append('\n');
            consumer.counters().forEach((name, value) -> text.append("    ")
                    .append(name)
                    .append(": ")
                    .append(value)
                    .append('\n'));
            shown(consumer).forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }

    private static List<String> shown(CopsConsumer consumer) {
        return consumer.sessionLines().stream().limit(MAX_SESSIONS).toList();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray pdps = new JsonArray();
        for (CopsConsumer consumer : consumers()) {
            JsonObject pdp = new JsonObject();
            pdp.put("routeId", consumer.getRouteId());
            pdp.put("message", consumer.getStatusMessage());
            pdp.put("counters", new JsonObject(consumer.counters()));
            JsonArray sessions = new JsonArray();
            sessions.addAll(shown(consumer));
            pdp.put("sessions", sessions);
            pdps.add(pdp);
        }
        JsonObject root = new JsonObject();
        root.put("pdps", pdps);
        return root;
    }

    private List<CopsConsumer> consumers() {
        List<CopsConsumer> consumers = new ArrayList<>();
        for (Route route : getCamelContext().getRoutes()) {
            if (route.getConsumer() instanceof CopsConsumer consumer) {
                consumers.add(consumer);
            }
        }
        return consumers;
    }
}
