package org.camelpush.imapidle.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What a server says it can do, RFC 9051 §7.2.2. Names are kept in upper case.
 *
 * @param names the capabilities, {@code AUTH=} prefixes included
 */
public record Capabilities(Set<String> names) {

    public static final Capabilities NONE = new Capabilities(Set.of());

    private static final String REV1 = "IMAP4REV1";
    private static final String REV2 = "IMAP4REV2";

    /** RFC 9051 appendix E: what IMAP4rev2 has taken in, as far as we use it. */
    private static final Set<String> IN_REV2 = Set.of("IDLE", "MOVE", "UIDPLUS", "SASL-IR", "LITERAL-", "ENABLE");

    /** A server says the same to all its mailboxes: they share what was read, and it is read once. */
    private static final Map<String, Capabilities> READ = new ConcurrentHashMap<>();

    private static final int MOST_READ = 64;
    /** Characters; a server that says more is read each time. */
    private static final int LONGEST_READ = 2_000;

    public Capabilities {
        names = Set.copyOf(names);
    }

    /** Reads a list of names separated by spaces. */
    public static Capabilities of(String list) {
        Capabilities known = READ.get(list);
        if (known != null) {
            return known;
        }
        Capabilities read = read(list);
        if (list.length() <= LONGEST_READ) {
            if (READ.size() >= MOST_READ) {
                READ.clear();
            }
            READ.put(list, read);
        }
        return read;
    }

    private static Capabilities read(String list) {
        return new Capabilities(Arrays.stream(list.trim().split(" +"))
                .filter(name -> !name.isEmpty())
                .map(name -> name.toUpperCase(Locale.ROOT).intern())
                .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    /** These, and what IMAP4rev2 includes without saying so, less those that are not to be used. */
    public Capabilities usable(Set<String> disabled) {
        if (!has(REV2) && Collections.disjoint(names, disabled)) {
            return this;
        }
        Set<String> usable = new HashSet<>(names);
        if (has(REV2)) {
            usable.addAll(IN_REV2);
        }
        if (isRev2()) {
            usable.add("ESEARCH");
        }
        usable.removeAll(disabled);
        return usable.equals(names) ? this : new Capabilities(usable);
    }

    /**
     * True where the server speaks IMAP4rev2 now: it knows nothing else, or was told to (RFC 9051 §6.3.1). Then names of
     * folders are in UTF-8, and every search is answered by ESEARCH.
     */
    public boolean isRev2() {
        return has(REV2) && !has(REV1);
    }

    /** True where the server speaks IMAP4rev2 when it is told to. */
    public boolean mayBecomeRev2() {
        return has(REV2) && has(REV1) && has("ENABLE");
    }

    /** These after IMAP4rev2 was enabled: the server speaks nothing else any more. */
    public Capabilities asRev2(Set<String> disabled) {
        Set<String> rest = new HashSet<>(names);
        rest.remove(REV1);
        return new Capabilities(rest).usable(disabled);
    }
}
