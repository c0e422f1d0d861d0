package org.camelpush.cops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the PDPs of all routes and who is connected to them, and the PEPs. */
@DevConsole(
        name = "cops",
        displayName = "COPS",
        description = "COPS policy decision points and their sessions, and enforcement points")
public class CopsDevConsole extends AbstractDevConsole {

    /** Of each PDP; its operation sessions tells of all. */
    private static final int MAX_SESSIONS = 100;

    public CopsDevConsole() {
        super("camel", "cops", "COPS", "COPS policy decision points and their sessions, and enforcement points");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (CopsConsumer consumer : consumers()) {
            text.append("Route ").append(consumer.getRouteId()).append(": ");
            text.append(consumer.getStatusMessage()).append('\n');
            append(text, Counted.lines(consumer.counters()));
            append(text, shown(consumer));
        }
        for (PepSessions.Info pep : peps()) {
            text.append(pep.message()).append('\n');
            append(text, Counted.lines(pep.counters()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> lines) {
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
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
        JsonArray peps = new JsonArray();
        for (PepSessions.Info each : peps()) {
            JsonObject pep = new JsonObject();
            pep.put("message", each.message());
            pep.put("counters", new JsonObject(each.counters()));
            peps.add(pep);
        }
        root.put("peps", peps);
        return root;
    }

    /** Those of all components: they may have other names than their scheme. */
    private List<PepSessions.Info> peps() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .distinct()
                .filter(CopsComponent.class::isInstance)
                .flatMap(component -> ((CopsComponent) component).peps().infos().stream())
                .toList();
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
