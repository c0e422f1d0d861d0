package org.camelpush.cops.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.camelpush.cops.message.PepId;

/**
 * The keys that there are. May be changed at any time, from any thread; connections that are up go on, and take what is
 * there with their next message. Thread-safe. To be shared by all that have the same keys: it also sees to it that no
 * connection begins with a number that an earlier one had (docs/adr/0050-sequence-numbers-begin-by-the-clock.md).
 */
public final class KeyRing {

    /** The year 2026 began then; numbers are counted from it. */
    private static final Instant EPOCH = Instant.ofEpochSecond(1_767_225_600L);
    /** Numbers that each second has. In 32 bits there is room for eight years then. */
    private static final int EACH_SECOND = 16;

    private static final Comparator<IntegrityKey> SHORTEST_LIVED = Comparator.comparing(IntegrityKey::until)
            .thenComparing(IntegrityKey::from)
            .thenComparing(IntegrityKey::id);

    private volatile List<IntegrityKey> keys = List.of();
    /** Of more than 32 bits, so that it can be compared; only the lower ones go on the wire. */
    private long lastNumber;

    /** Without keys. */
    public KeyRing() {}

    public KeyRing(Collection<IntegrityKey> keys) {
        replace(keys);
    }

    /**
     * These keys and no others are there from now on.
     *
     * @throws IllegalArgumentException when two have the same id and are for the same PEP
     */
    public void replace(Collection<IntegrityKey> next) {
        Set<List<Object>> seen = new HashSet<>();
        for (IntegrityKey key : next) {
            if (!seen.add(List.of(key.id(), key.pepId() == null ? "" : key.pepId()))) {
                throw new IllegalArgumentException("There are two keys " + key.id()
                        + (key.pepId() == null ? "" : " of " + key.pepId()) + "; an id names one key");
            }
        }
        keys = List.copyOf(next);
    }

    /** How they are now. */
    public List<IntegrityKey> keys() {
        return keys;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The key that a message of, or to, this PEP names; null when there is none. One for this PEP alone comes first. */
    IntegrityKey named(long id, PepId pep) {
        IntegrityKey general = null;
        for (IntegrityKey key : keys) {
            if (key.id() == id && key.isFor(pep)) {
                if (key.pepId() != null) {
                    return key;
                }
                general = key;
            }
        }
        return general;
    }

    /**
     * The key to send with; null when none is valid. RFC 2748 §4.2: at the midpoint of the time in which two keys are valid,
     * senders go over to the longer-lived one.
     */
    IntegrityKey forSending(PepId pep, Instant now) {
        Iterator<IntegrityKey> valid = keys.stream()
                .filter(key -> key.isFor(pep) && key.isValid(now))
                .sorted(SHORTEST_LIVED)
                .iterator();
        IntegrityKey current = null;
        while (valid.hasNext()) {
            IntegrityKey next = valid.next();
            if (current == null || isBeyondMidpoint(current, next, now)) {
                current = next;
            }
        }
        return current;
    }

    private static boolean isBeyondMidpoint(IntegrityKey current, IntegrityKey next, Instant now) {
        Instant begin = current.from().isAfter(next.from()) ? current.from() : next.from();
        if (current.until().equals(Instant.MAX)) {
            return false;
        }
        if (begin.equals(Instant.MIN)) {
            return true;
        }
        return Duration.between(begin, now).compareTo(Duration.between(now, current.until())) >= 0;
    }

    /**
     * The number with which a connection begins: beyond all that were there, as RFC 2748 §5 wants it, also before the
     * last start of this JVM as long as there were no more than {@value #EACH_SECOND} messages a second.
     */
    synchronized long firstNumber(Instant now, RandomGenerator random) {
        long byClock = Math.max(0, Duration.between(EPOCH, now).getSeconds()) * EACH_SECOND;
        lastNumber = Math.max(lastNumber + 1, byClock) + random.nextInt(EACH_SECOND);
        return lastNumber;
    }

    /** A connection that began with a number has used all up to here. */
    synchronized void used(long number) {
        lastNumber = Math.max(lastNumber, number);
    }

    /** For people; without secrets. */
    @Override
    public String toString() {
        return keys.toString();
    }
}
