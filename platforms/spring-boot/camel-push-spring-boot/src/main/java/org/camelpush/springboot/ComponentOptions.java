package org.camelpush.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.json.JsonParserFactory;

/** The options of a component, from the description that the generator has put into its jar. */
final class ComponentOptions {

    private final Map<String, String> byUniformName = new TreeMap<>();

    private ComponentOptions() {}

    static ComponentOptions of(String scheme, Class<?> component) {
        ComponentOptions options = new ComponentOptions();
        Map<?, ?> described = (Map<?, ?>) JsonParserFactory.getJsonParser()
                .parseMap(description(scheme, component))
                .get("componentProperties");
        for (Object name : described.keySet()) {
            options.byUniformName.put(uniform(name.toString()), name.toString());
        }
        return options;
    }

    private static String description(String scheme, Class<?> component) {
        String file = "/META-INF/" + component.getPackageName().replace('.', '/') + "/" + scheme + ".json";
        try (InputStream json = component.getResourceAsStream(file)) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The option that is meant, in its own spelling; null when there is none. */
    String named(String name) {
        return byUniformName.get(uniform(name));
    }

    /** The option whose name is the most like this one, in kebab case. */
    String nearest(String name) {
        String uniform = uniform(name);
        return byUniformName.keySet().stream()
                .min(Comparator.comparingInt(each -> distance(uniform, each)))
                .map(each -> inKebabCase(byUniformName.get(each)))
                .orElseThrow();
    }

    /** Spring takes {@code max-in-flight}, {@code maxInFlight}, {@code max_in_flight} and {@code MAXINFLIGHT} for one. */
    private static String uniform(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    static String inKebabCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's: how many characters have to be changed, added or left out. Of what is long, the beginning counts. */
    private static int distance(String text, String other) {
        String one = text.substring(0, Math.min(text.length(), 2 * other.length()));
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
