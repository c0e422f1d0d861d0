package org.camelpush.imapidle.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server says it can do, RFC 9051 §7.2.2. Names are kept in upper case.
 *
 * @param names the capabilities, {@code AUTH=} prefixes included
 */
public record Capabilities(Set<String> names) {

    public static final Capabilities NONE = new Capabilities(Set.of());

    public Capabilities {
        names = Set.copyOf(names);
    }

    /** Reads a list of names separated by spaces. */
    public static Capabilities of(String list) {
        return new Capabilities(Arrays.stream(list.trim().split(" +"))
                .filter(name -> !name.isEmpty())
                .map(name -> name.toUpperCase(Locale.ROOT).intern())
                .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean has(String name) {
        return names.contains(name);
    }
}
