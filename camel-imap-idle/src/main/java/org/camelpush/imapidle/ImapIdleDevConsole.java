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

    public ImapIdleDevConsole() {
        super("camel", "imap-idle", "IMAP IDLE", "Mailboxes that are watched by IMAP IDLE");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (ImapIdleConsumer consumer : consumers()) {
            text.append("Route ").append(consumer.getRouteId()).append(": ");
            text.append(consumer.getStatusMessage()).append('\n');
            MailboxStatus status = consumer.status();
            if (status != null) {
                status.details().forEach((name, value) -> text.append("    ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
            }
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray mailboxes = new JsonArray();
        for (ImapIdleConsumer consumer : consumers()) {
            JsonObject each = new JsonObject();
            each.put("routeId", consumer.getRouteId());
            each.put("message", consumer.getStatusMessage());
            MailboxStatus status = consumer.status();
            if (status != null) {
                each.putAll(status.details());
            }
            mailboxes.add(each);
        }
        JsonObject root = new JsonObject();
        root.put("mailboxes", mailboxes);
        return root;
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
