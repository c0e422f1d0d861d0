package org.camelpush.imapidle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the mailboxes of all routes. */
@DevConsole(name = "imap-idle", displayName = "IMAP IDLE", description = "Mailboxes that are watched by IMAP IDLE")
public class ImapIdleDevConsole extends AbstractDevConsole {

    /** Of each consumer; its operation mailboxStatus tells of any other. */
    private static final int MAX_MAILBOXES = 100;

    public ImapIdleDevConsole() {
        super("camel", "imap-idle", "IMAP IDLE", "Mailboxes that are watched by IMAP IDLE");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (ImapIdleConsumer consumer : consumers()) {
            text.append("Route ").append(consumer.getRouteId()).append(": ");
            text.append(consumer.getStatusMessage()).append('\n');
            FleetStatus status = consumer.status();
            if (status != null) {
                append(text, "    ", status.details());
                shown(status).forEach(each -> {
                    text.append("    ").append(each.message()).append('\n');
                    append(text, "        ", each.details());
                });
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, Map<String, Object> details) {
        details.forEach((name, value) ->
                text.append(indent).append(name).append(": ").append(value).append('\n'));
    }

    /** The worst of many mailboxes; the one there is without a source is told of by itself. */
    private static List<MailboxStatus> shown(FleetStatus status) {
        return status.many() ? status.mailboxes().stream().limit(MAX_MAILBOXES).toList() : List.of();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray consumers = new JsonArray();
        JsonArray mailboxes = new JsonArray();
        for (ImapIdleConsumer consumer : consumers()) {
            FleetStatus status = consumer.status();
            JsonObject summary =
                    json(consumer, consumer.getStatusMessage(), status == null ? Map.of() : status.details());
            if (status == null || !status.many()) {
                mailboxes.add(summary);
            } else {
                consumers.add(summary);
                shown(status).forEach(each -> mailboxes.add(json(consumer, each.message(), each.details())));
            }
        }
        JsonObject root = new JsonObject();
        root.put("consumersOfMany", consumers);
        root.put("mailboxes", mailboxes);
        return root;
    }

    private static JsonObject json(ImapIdleConsumer consumer, String message, Map<String, Object> details) {
        JsonObject json = new JsonObject();
        json.put("routeId", consumer.getRouteId());
        json.put("message", message);
        json.putAll(details);
        return json;
    }

    private List<ImapIdleConsumer> consumers() {
        List<ImapIdleConsumer> consumers = new ArrayList<>();
        for (Route route : getCamelContext().getRoutes()) {
            if (route.getConsumer() instanceof ImapIdleConsumer consumer) {
                consumers.add(consumer);
            }
        }
        return consumers;
    }
}
