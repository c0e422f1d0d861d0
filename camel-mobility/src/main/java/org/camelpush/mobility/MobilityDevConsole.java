package org.camelpush.mobility;

import java.util.Map;

import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the bearers and sessions of all hubs. */
@DevConsole(
        name = "mobility",
        displayName = "Mobility",
        description = "Bearers, and the sessions that move between them")
public class MobilityDevConsole extends AbstractDevConsole {

    public MobilityDevConsole() {
        super("camel", "mobility", "Mobility", "Bearers, and the sessions that move between them");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        MobilityComponent.hubs(getCamelContext()).forEach(hub -> text.append(hub.status()));
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray hubs = new JsonArray();
        for (Mobility hub : MobilityComponent.hubs(getCamelContext())) {
            hubs.add(new JsonObject(hub.status().toMap()));
        }
        JsonObject root = new JsonObject();
        root.put("hubs", hubs);
        return root;
    }
}
