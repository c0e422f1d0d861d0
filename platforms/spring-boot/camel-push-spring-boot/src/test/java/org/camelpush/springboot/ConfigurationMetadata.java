package org.camelpush.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.camel.Component;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** Makes {@code META-INF/spring-configuration-metadata.json}, by which IDEs know the properties, of a component's description. */
final class ConfigurationMetadata {

    private ConfigurationMetadata() {}

    static JsonObject description(String scheme, Class<? extends Component> component) throws IOException {
        String file = "/META-INF/" + component.getPackageName().replace('.', '/') + "/" + scheme + ".json";
        try (InputStream json = component.getResourceAsStream(file)) {
            return Jsoner.deserialize(new String(json.readAllBytes(), StandardCharsets.UTF_8), new JsonObject());
        }
    }

    static String of(String scheme, JsonObject description) {
        String prefix = "camel.component." + scheme;
        String title = description.getMap("component").get("title").toString();
        JsonObject group = new JsonObject();
        group.put("name", prefix);
        group.put("description", "The component " + scheme + ": " + title + ".");
        JsonArray properties = new JsonArray();
        properties.add(property(
                prefix + ".enabled",
                "java.lang.Boolean",
                "Whether these properties are given to the component.",
                true));
        properties.add(property(
                prefix + ".customizer.enabled",
                "java.lang.Boolean",
                "Whether these properties are given to the component when it is made.",
                true));
        description.getMap("componentProperties").forEach((name, of) -> {
            Map<?, ?> option = (Map<?, ?>) of;
            properties.add(property(
                    prefix + "." + ComponentOptions.inKebabCase(name.toString()),
                    type(option),
                    option.get("description").toString(),
                    option.get("defaultValue")));
        });
        JsonObject metadata = new JsonObject();
        JsonArray groups = new JsonArray();
        groups.add(group);
        metadata.put("groups", groups);
        metadata.put("properties", properties);
        metadata.put("hints", new JsonArray());
        return Jsoner.prettyPrint(metadata.toJson(), 2) + "\n";
    }

    private static JsonObject property(String name, String type, String description, Object defaultValue) {
        JsonObject property = new JsonObject();
        property.put("name", name);
        property.put("type", type);
        property.put("description", description);
        if (defaultValue != null) {
            property.put("defaultValue", defaultValue);
        }
        return property;
    }

    /** That by which an IDE checks and completes what is written. */
    private static String type(Map<?, ?> option) {
        String javaType = option.get("javaType").toString();
        if ("duration".equals(option.get("type"))) {
            return "java.time.Duration";
        }
        return switch (javaType) {
            case "boolean" -> "java.lang.Boolean";
            case "int" -> "java.lang.Integer";
            case "long" -> "java.lang.Long";
            case "double" -> "java.lang.Double";
            default -> javaType;
        };
    }
}
