package org.camelpush.imapidle.producer;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.mail.Flags;

/**
 * Flags and keywords as IMAP writes them (RFC 9051 §2.3.2).
 *
 * @param names such as {@code \Seen} and {@code $Forwarded}
 */
public record MailFlags(Set<String> names) {

    public static final MailFlags NONE = new MailFlags(Set.of());

    private static final int MAX_LENGTH = 255;
    private static final int MAX_FLAGS = 100;

    private static final Map<String, Flags.Flag> SYSTEM = Map.of(
            "\\Seen", Flags.Flag.SEEN,
            "\\Answered", Flags.Flag.ANSWERED,
            "\\Flagged", Flags.Flag.FLAGGED,
            "\\Deleted", Flags.Flag.DELETED,
            "\\Draft", Flags.Flag.DRAFT);

    /** RFC 9051 §9: an atom. Anything else would not be a flag, but the rest of another command. */
    private static final Pattern KEYWORD = Pattern.compile("[\\x21-\\x7e&&[^(){%*\"\\\\\\]]]+");

    /**
     * Takes flags from a text, separated by commas or blanks, or from a collection of names.
     *
     * @param value text, collection or null
     * @throws IllegalArgumentException naming what is no flag
     */
    public static MailFlags of(Object value) {
        if (value == null) {
            return NONE;
        }
        Collection<?> parts = value instanceof Collection<?> some
                ? some
                : List.of(value.toString().split("[,\\s]+"));
        Set<String> names = parts.stream()
                .map(String::valueOf)
                .filter(name -> !name.isEmpty())
                .map(MailFlags::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (names.size() > MAX_FLAGS) {
            throw new IllegalArgumentException(names.size() + " flags; there may be " + MAX_FLAGS);
        }
        return new MailFlags(names);
    }

    private static String name(String text) {
        for (String system : SYSTEM.keySet()) {
            if (system.equalsIgnoreCase(text)) {
                return system;
            }
        }
        if (text.length() > MAX_LENGTH || !KEYWORD.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no flag; flags are "
                    + SYSTEM.keySet().stream().sorted().collect(Collectors.joining(", "))
                    + ", or a keyword of letters, digits and signs such as $Forwarded");
        }
        return text;
    }

    /** Names of what Jakarta Mail read. */
    static Set<String> names(Flags flags) {
        Set<String> names = new LinkedHashSet<>();
        SYSTEM.forEach((name, flag) -> {
            if (flags.contains(flag)) {
                names.add(name);
            }
        });
        if (flags.contains(Flags.Flag.RECENT)) {
            names.add("\\Recent");
        }
        names.addAll(Arrays.asList(flags.getUserFlags()));
        return names;
    }

    /** As Jakarta Mail takes them. */
    Flags toFlags() {
        Flags flags = new Flags();
        for (String name : names) {
            Flags.Flag system = SYSTEM.get(name);
            if (system == null) {
                flags.add(name);
            } else {
                flags.add(system);
            }
        }
        return flags;
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** As a flag list, RFC 9051 §9. */
    @Override
    public String toString() {
        return '(' + String.join(" ", names) + ')';
    }
}
