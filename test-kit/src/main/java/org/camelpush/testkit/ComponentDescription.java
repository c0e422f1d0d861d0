package org.camelpush.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** What the generator writes of a component for tools, to be compared with its page. */
public record ComponentDescription(JsonObject json) {

    /** By its path on the class path. */
    public static ComponentDescription of(String resource) {
        try (InputStream json = ComponentDescription.class.getResourceAsStream(resource)) {
            return new ComponentDescription(
                    (JsonObject) Jsoner.deserialize(new InputStreamReader(json, StandardCharsets.UTF_8)));
        } catch (IOException | DeserializationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Name and default of each option of a group; a factor of 2.0 may be written 2. */
    public Map<String, String> defaults(String group) {
        Map<String, String> defaults = new TreeMap<>();
        json.getMap(group).forEach((name, option) -> {
            Object value = ((JsonObject) option).get("defaultValue");
            defaults.put((String) name, value == null ? "" : value.toString().replaceFirst("\\.0$", ""));
        });
        return defaults;
    }

    /** Name and Java type of each header. */
    public Map<String, String> headers() {
        Map<String, String> types = new TreeMap<>();
        json.getMap("headers")
                .forEach((name, header) -> types.put((String) name, ((JsonObject) header).getString("javaType")));
        return types;
    }
}
