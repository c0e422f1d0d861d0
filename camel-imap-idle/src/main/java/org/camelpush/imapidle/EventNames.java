package org.camelpush.imapidle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.camelpush.imapidle.session.EventChoice;

/** The option {@code events}: names separated by commas. */
final class EventNames {

    private static final List<String> ALL = List.of("messages", "flags", "expunged", "mailbox");

    private EventNames() {}

    /**
     * Reads the option.
     *
     * @throws IllegalArgumentException saying which name is none, and which one may have been meant
     */
    static EventChoice of(String names) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : (names == null ? "" : names).split(",")) {
            if (!name.isBlank()) {
                chosen.add(known(name.trim()));
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "Option events is empty; it must be one or more of " + String.join(", ", ALL));
        }
        return new EventChoice(
                chosen.contains("messages"),
                chosen.contains("flags"),
                chosen.contains("expunged"),
                chosen.contains("mailbox"));
    }

    private static String known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ALL.contains(lower)) {
            return lower;
        }
        throw new IllegalArgumentException("Option events has " + name + ", which is no event; did you mean "
                + NearestName.of(lower, ALL) + "? It must be one or more of " + String.join(", ", ALL));
    }
}
