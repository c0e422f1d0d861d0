package org.camelpush.mobility;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The name that is the most like one that there is not. */
final class NearestName {

    private NearestName() {}

    /** Of these names, of which there is at least one; whether letters are large does not matter. */
    static String of(String name, Collection<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.<String>comparingInt(each -> distance(lower, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /**
     * Fails when there are unknown options. Their values are not told: one may be a password.
     *
     * @throws IllegalArgumentException saying which, and which ones may have been meant
     */
    static void refuse(Collection<String> unknown, Collection<String> known) {
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown.stream()
                    .sorted()
                    .map(name -> "Unknown option '" + name + "'; did you mean '" + of(name, known) + "'?")
                    .collect(Collectors.joining(" ")));
        }
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
