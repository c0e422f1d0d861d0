package org.camelpush.imapidle;

import java.util.ArrayList;
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
                + nearest(lower) + "? It must be one or more of " + String.join(", ", ALL));
    }

    private static String nearest(String name) {
        List<String> candidates = new ArrayList<>(ALL);
        candidates.sort((one, other) -> Integer.compare(distance(name, one), distance(name, other)));
        return candidates.get(0);
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
