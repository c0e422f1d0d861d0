package org.camelpush.imapidle.testkit;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One mail of a model mailbox: immutable but for its flags. */
final class ModelMail {

    private final long uid;
    private final byte[] content;
    private final Instant received;
    private final Set<String> flags = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    ModelMail(long uid, byte[] content) {
        this(uid, content, Set.of(), Instant.now());
    }

    ModelMail(long uid, byte[] content, Collection<String> flags, Instant received) {
        this.uid = uid;
        this.content = content;
        this.received = received;
        this.flags.addAll(flags);
    }

    long uid() {
        return uid;
    }

    byte[] content() {
        return content;
    }

    Instant received() {
        return received;
    }

    synchronized Set<String> flags() {
        return Set.copyOf(flags);
    }

    synchronized String flagList() {
        return "(" + String.join(" ", flags) + ")";
    }

    synchronized boolean has(String flag) {
        return flags.contains(flag);
    }

    /**
     * Changes the flags as STORE says: {@code +FLAGS}, {@code -FLAGS} or {@code FLAGS}; returns whether any changed.
     */
    synchronized boolean store(String operation, Collection<String> values) {
        Set<String> before = Set.copyOf(flags);
        switch (operation.toUpperCase(Locale.ROOT).charAt(0)) {
            case '+' -> flags.addAll(values);
            case '-' -> values.forEach(flags::remove);
            default -> {
                flags.clear();
                flags.addAll(values);
            }
        }
        return !before.equals(flags);
    }
}
