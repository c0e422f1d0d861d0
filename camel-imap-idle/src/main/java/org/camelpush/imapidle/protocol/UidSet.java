package org.camelpush.imapidle.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A set of unique identifiers kept as ranges, written as an IMAP sequence-set (RFC 9051 §9): {@code 2,4:7}. Unique
 * identifiers are 1 or more. Mutable, not thread-safe; memory grows with the number of ranges only.
 */
public final class UidSet {

    /** So many ranges of ten digits each fit into a line of 1,000 octets, which every server takes (RFC 2683 §3.2.1.5). */
    private static final int MAX_RANGES = 44;

    /** An idle mailbox has several sets, and nothing in any. */
    private static final NavigableMap<Long, Long> NONE = Collections.emptyNavigableMap();

    /** First of each range to its last; ranges never touch. {@link #NONE} where there are none. */
    private NavigableMap<Long, Long> ranges = NONE;

    /**
     * Reads what {@link #toString()} writes; the empty text is the empty set.
     *
     * @throws IllegalArgumentException when the text is no sequence-set of numbers
     */
    public static UidSet parse(String text) {
        UidSet set = new UidSet();
        if (text.isEmpty()) {
            return set;
        }
        for (String range : text.split(",", -1)) {
            int colon = range.indexOf(':');
            String first = colon < 0 ? range : range.substring(0, colon);
            String last = colon < 0 ? range : range.substring(colon + 1);
            if (!ResponseCode.isNumber(first) || !ResponseCode.isNumber(last)) {
                throw new IllegalArgumentException("Not a set of unique identifiers: " + text);
            }
            set.addRange(Long.parseLong(first), Long.parseLong(last));
        }
        return set;
    }

    public static UidSet of(long... uids) {
        UidSet set = new UidSet();
        for (long uid : uids) {
            set.add(uid);
        }
        return set;
    }

    public void add(long uid) {
        addRange(uid, uid);
    }

    /**
     * Adds a range, both ends included.
     *
     * @throws IllegalArgumentException when {@code first} is less than 1 or more than {@code last}
     */
    public void addRange(long first, long last) {
        if (first < 1 || first > last) {
            throw new IllegalArgumentException("Not a range of unique identifiers: " + first + ":" + last);
        }
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = ranges.floorEntry(last + 1);
        while (before != null && before.getValue() >= first - 1) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue());
            ranges.remove(before.getKey());
            before = ranges.floorEntry(last + 1);
        }
        put(from, to);
    }

    private void put(long first, long last) {
        if (ranges == NONE) {
            ranges = new TreeMap<>();
        }
        ranges.put(first, last);
    }

    public void addAll(UidSet other) {
        other.ranges.forEach(this::addRange);
    }

    /** Removes one identifier; true when it was in the set. */
    public boolean remove(long uid) {
        Map.Entry<Long, Long> range = ranges.floorEntry(uid);
        if (range == null || range.getValue() < uid) {
            return false;
        }
        long first = range.getKey();
        long last = range.getValue();
        ranges.remove(first);
        if (first < uid) {
            ranges.put(first, uid - 1);
        }
        if (last > uid) {
            ranges.put(uid + 1, last);
        }
        forgetIfEmpty();
        return true;
    }

    /** Removes every identifier that is in the other set. */
    public void removeAll(UidSet other) {
        other.ranges.forEach(this::removeRange);
    }

    private void removeRange(long first, long last) {
        Map.Entry<Long, Long> range = ranges.floorEntry(last);
        while (range != null && range.getValue() >= first) {
            ranges.remove(range.getKey());
            if (range.getValue() > last) {
                ranges.put(last + 1, range.getValue());
            }
            if (range.getKey() < first) {
                ranges.put(range.getKey(), first - 1);
            }
            range = ranges.floorEntry(last);
        }
        forgetIfEmpty();
    }

    private void forgetIfEmpty() {
        if (ranges.isEmpty()) {
            ranges = NONE;
        }
    }

    /** Removes all identifiers up to and including one. */
    public void removeThrough(long uid) {
        if (isEmpty()) {
            return;
        }
        Map.Entry<Long, Long> last = ranges.floorEntry(uid);
        if (last != null && last.getValue() > uid) {
            ranges.put(uid + 1, last.getValue());
        }
        ranges.headMap(uid, true).clear();
        forgetIfEmpty();
    }

    /** Removes all identifiers higher than one. */
    public void removeBeyond(long uid) {
        if (isEmpty()) {
            return;
        }
        ranges.tailMap(uid, false).clear();
        Map.Entry<Long, Long> last = ranges.lastEntry();
        if (last != null && last.getValue() > uid) {
            ranges.put(last.getKey(), uid);
        }
        forgetIfEmpty();
    }

    public boolean contains(long uid) {
        Map.Entry<Long, Long> range = ranges.floorEntry(uid);
        return range != null && range.getValue() >= uid;
    }

    /** What is in both sets, as a new one. */
    public UidSet common(UidSet other) {
        UidSet answer = new UidSet();
        other.ranges.forEach((first, last) -> {
            Map.Entry<Long, Long> before = ranges.lowerEntry(first);
            if (before != null && before.getValue() >= first) {
                answer.addRange(first, Math.min(last, before.getValue()));
            }
            ranges.subMap(first, true, last, true).forEach((from, to) -> answer.addRange(from, Math.min(last, to)));
        });
        return answer;
    }

    /** The identifier at this place in ascending order, counted from 1; 0 where there is none. */
    public long at(long place) {
        long left = place;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            long count = range.getValue() - range.getKey() + 1;
            if (left <= count) {
                return left < 1 ? 0 : range.getKey() + left - 1;
            }
            left -= count;
        }
        return 0;
    }

    /** How many ranges there are: what the set costs. */
    public int ranges() {
        return ranges.size();
    }

    /** The lowest identifier, or 0 where there is none. */
    public long min() {
        return ranges.isEmpty() ? 0 : ranges.firstKey();
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The highest identifier, or 0 where there is none. */
    public long max() {
        return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
    }

    public long size() {
        long size = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            size += range.getValue() - range.getKey() + 1;
        }
        return size;
    }

    /** The lowest identifiers, at most so many and not more than one command can hold, as a new set. */
    public UidSet first(int count) {
        UidSet answer = new UidSet();
        long left = count;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            if (left <= 0 || answer.ranges.size() == MAX_RANGES) {
                break;
            }
            long last = Math.min(range.getValue(), range.getKey() + left - 1);
            answer.put(range.getKey(), last);
            left -= last - range.getKey() + 1;
        }
        return answer;
    }

    /** Removes and returns what {@link #first(int)} would return. */
    public UidSet takeFirst(int count) {
        UidSet answer = first(count);
        removeThrough(answer.max());
        return answer;
    }

    public UidSet copy() {
        UidSet answer = new UidSet();
        if (!isEmpty()) {
            answer.ranges = new TreeMap<>(ranges);
        }
        return answer;
    }

    public void clear() {
        ranges = NONE;
    }

    /** Calls once for each identifier, ascending. */
    public void forEach(LongConsumer action) {
        ranges.forEach((first, last) -> {
            for (long uid = first; uid <= last; uid++) {
                action.accept(uid);
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set && ranges.equals(set.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    /** The sequence-set, empty text for the empty set. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        ranges.forEach((first, last) -> {
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                text.append(':').append(last);
            }
        });
        return text.toString();
    }
}
