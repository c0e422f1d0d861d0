package org.camelpush.mobility.bearer;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A network that a session may use, as it is at one moment.
 *
 * @param id name by which people and policies know it; unique on this host
 * @param type what kind of network
 * @param networkInterface device, such as {@code wlan0}; null where only an address is known
 * @param interfaceIndex the kernel's number of the device, or 0
 * @param addresses of this host on it, the one to connect from first
 * @param state whether it carries data
 * @param reachability how far one gets, as the monitor knows; a session's own probe says more
 * @param metered whether it costs
 * @param roaming in whose network it is
 * @param quality how good it is
 * @param tags words of the configuration
 * @param generation which of the bearers of that id this is: sockets of an older generation are dead. 0 until a
 *     {@link BearerBook} has seen it
 * @param flaps how often its carrier went since it was first seen, also between two looks
 */
public record Bearer(
        String id,
        BearerType type,
        String networkInterface,
        int interfaceIndex,
        List<String> addresses,
        BearerState state,
        Reachability reachability,
        Metered metered,
        Roaming roaming,
        Quality quality,
        Set<String> tags,
        long generation,
        long flaps) {

    /** Longer names are refused. */
    public static final int MAX_ID = 64;

    /** A bearer with more addresses is read without the others. */
    public static final int MAX_ADDRESSES = 32;

    public Bearer {
        if (id == null || id.isBlank() || id.length() > MAX_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A bearer needs an id of 1 to " + MAX_ID + " characters without control characters");
        }
        addresses = addresses.stream().limit(MAX_ADDRESSES).toList();
        tags = Set.copyOf(tags);
    }

    /** A bearer of this kind of which nothing else is known; down, and without an address. */
    public static Bearer of(String id, BearerType type) {
        return new Bearer(
                id,
                type,
                null,
                0,
                List.of(),
                BearerState.DOWN,
                Reachability.UNKNOWN,
                type == BearerType.CELLULAR || type == BearerType.SATELLITE ? Metered.GUESS_YES : Metered.UNKNOWN,
                Roaming.UNKNOWN,
                Quality.UNKNOWN,
                Set.of(),
                0,
                0);
    }

    /** Whether a session can be bound to it. */
    public boolean isUsable() {
        return state.isUsable() && reachability.isUsable() && (networkInterface != null || !addresses.isEmpty());
    }

    /** The address to connect from, or null. */
    public String address() {
        return addresses.isEmpty() ? null : addresses.get(0);
    }

    /** Whether a connection of that one still stands on this one. */
    public boolean isSameAs(Bearer other) {
        return other != null && id.equals(other.id) && generation == other.generation;
    }

    public Bearer withAddresses(List<String> value) {
        return copy().addresses(value).build();
    }

    public Bearer withState(BearerState value) {
        return copy().state(value).build();
    }

    public Bearer withReachability(Reachability value) {
        return copy().reachability(value).build();
    }

    public Bearer withMetered(Metered value) {
        return copy().metered(value).build();
    }

    public Bearer withRoaming(Roaming value) {
        return copy().roaming(value).build();
    }

    public Bearer withQuality(Quality value) {
        return copy().quality(value).build();
    }

    public Bearer withTags(Set<String> value) {
        return copy().tags(value).build();
    }

    public Bearer withDevice(String name, int index) {
        return copy().device(name, index).build();
    }

    Bearer withGeneration(long value, long flapped) {
        return copy().generation(value, flapped).build();
    }

    /** Another one that begins as this. */
    public BearerBuilder copy() {
        return new BearerBuilder(this);
    }

    /** For people. */
    @Override
    public String toString() {
        return id + " (" + type.name().toLowerCase(Locale.ROOT) + ", "
                + state.name().toLowerCase(Locale.ROOT)
                + (networkInterface == null ? "" : ", " + networkInterface)
                + (addresses.isEmpty() ? "" : ", " + addresses.get(0)) + ")";
    }
}
