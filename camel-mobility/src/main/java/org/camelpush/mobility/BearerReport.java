package org.camelpush.mobility;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerBuilder;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.Metered;
import org.camelpush.mobility.bearer.Quality;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.camelpush.mobility.bearer.Roaming;

/**
 * Word of one bearer from a route: a {@link Bearer}, or a map such as JSON becomes, with {@code id} and any of {@code type,
 * state, addresses, interface, index, metered, roaming, reachability, signal, tags, flaps}. What a map does not say stays as
 * it was.
 */
final class BearerReport {

    private BearerReport() {}

    static void apply(Object word, ReportedBearers bearers) {
        if (word instanceof Bearer bearer) {
            bearers.report(bearer);
        } else if (word instanceof Map<?, ?> map) {
            apply(map, bearers);
        } else {
            throw new MobilityException(
                    "A report's body must be a Bearer or a Map with id, type, state and addresses, not "
                            + (word == null ? "null" : word.getClass().getName()));
        }
    }

    private static void apply(Map<?, ?> map, ReportedBearers bearers) {
        if (map.get("id") == null) {
            throw new MobilityException("A report needs the id of its bearer; it has " + map.keySet());
        }
        String id = map.get("id").toString();
        if (map.containsKey("state") && constant(BearerState.class, map.get("state")) == BearerState.ABSENT) {
            bearers.gone(id);
            return;
        }
        Bearer before = bearers.snapshot().bearer(id).orElseGet(() -> Bearer.of(id, BearerType.OTHER));
        BearerBuilder next = before.copy();
        if (map.containsKey("type")) {
            BearerType type = constant(BearerType.class, map.get("type"));
            next.type(type).metered(Bearer.of(id, type).metered());
        }
        map.forEach((name, value) -> apply(next, before, name.toString(), value));
        bearers.report(next.build());
    }

    private static void apply(BearerBuilder bearer, Bearer before, String name, Object value) {
        switch (name) {
            case "id", "type" -> {} // looked at before
            case "state" -> bearer.state(constant(BearerState.class, value));
            case "addresses", "address" -> bearer.addresses(words(value));
            case "interface" -> bearer.device(value.toString(), before.interfaceIndex());
            case "index" -> bearer.device(before.networkInterface(), Integer.parseInt(value.toString()));
            case "metered" -> bearer.metered(metered(value));
            case "roaming" -> bearer.roaming(constant(Roaming.class, value));
            case "reachability" -> bearer.reachability(constant(Reachability.class, value));
            case "signal" -> bearer.quality(Quality.ofSignal(Integer.parseInt(value.toString())));
            case "tags" -> bearer.tags(new LinkedHashSet<>(words(value)));
            case "flaps" -> bearer.flaps(Long.parseLong(value.toString()));
            default -> throw new MobilityException("A report has the unknown word \"" + name + "\"");
        }
    }

    private static Metered metered(Object value) {
        String text = value.toString();
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? Metered.YES : Metered.NO;
        }
        return constant(Metered.class, value);
    }

    private static List<String> words(Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().map(Object::toString).toList();
        }
        return Arrays.stream(value.toString().split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Object value) {
        try {
            return Enum.valueOf(type, value.toString().trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new MobilityException("A report has \"" + value + "\" as " + type.getSimpleName() + "; there are "
                    + Arrays.toString(type.getEnumConstants()));
        }
    }
}
