package org.camelpush.springboot;

import java.util.List;
import java.util.Map;

/** A value of an option that is not its default, for a test to find again. */
final class OtherValue {

    private OtherValue() {}

    /** As text; null for a bean, which has none. */
    static String of(Map<?, ?> option) {
        String ofDefault = String.valueOf(option.get("defaultValue"));
        return switch (option.get("type").toString()) {
            case "boolean" -> ofDefault.equals("true") ? "false" : "true";
            case "integer" -> "4321";
            case "number" -> "3.5";
            case "duration" -> "4321";
            case "enum" -> enumValue(option, ofDefault);
            case "string" -> "some text";
            default -> null;
        };
    }

    private static String enumValue(Map<?, ?> option, String ofDefault) {
        List<?> values = (List<?>) option.get("enum");
        return values.stream()
                .map(Object::toString)
                .filter(value -> !value.equals(ofDefault))
                .findFirst()
                .orElseThrow();
    }

    static String asText(Object value) {
        return value instanceof Enum<?> one ? one.name() : String.valueOf(value);
    }
}
