package org.camelpush.examples.copstool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands behind a command.
 *
 * @param words in their order
 * @param options by name, without the dashes
 */
record Arguments(List<String> words, Map<String, String> options) {

    private static final String DASHES = "--";

    static Arguments parse(String... args) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (arg.startsWith(DASHES) && equals > 0) {
                options.put(arg.substring(DASHES.length(), equals), arg.substring(equals + 1));
            } else if (arg.startsWith(DASHES)) {
                throw new IllegalArgumentException("unknown argument " + arg);
            } else {
                words.add(arg);
            }
        }
        return new Arguments(words, options);
    }

    /** Fails for other options than these. */
    Arguments only(String... known) {
        options.keySet().stream()
                .filter(name -> !Set.of(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("unknown argument " + DASHES + name + "=…");
                });
        return this;
    }

    /** Fails for another number of words. */
    Arguments words(int count, String what) {
        if (words.size() != count) {
            throw new IllegalArgumentException("there must be " + what);
        }
        return this;
    }

    /** Null where there is none. */
    String option(String name) {
        return options.get(name);
    }

    int number(String name, int otherwise) {
        String value = options.get(name);
        try {
            return value == null ? otherwise : Integer.decode(value);
        } catch (NumberFormatException no) {
            throw new IllegalArgumentException(DASHES + name + " must be a number, decimal or hexadecimal with 0x");
        }
    }
}
