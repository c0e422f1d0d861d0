package org.camelpush.mobility.bearer;

import java.util.List;
import java.util.Set;

/** Makes a bearer of another one. */
public final class BearerBuilder {

    private final String id;
    private BearerType type;
    private String networkInterface;
    private int interfaceIndex;
    private List<String> addresses;
    private BearerState state;
    private Reachability reachability;
    private Metered metered;
    private Roaming roaming;
    private Quality quality;
    private Set<String> tags;
    private long generation;
    private long flaps;

    BearerBuilder(Bearer source) {
        id = source.id();
        type = source.type();
        networkInterface = source.networkInterface();
        interfaceIndex = source.interfaceIndex();
        addresses = source.addresses();
        state = source.state();
        reachability = source.reachability();
        metered = source.metered();
        roaming = source.roaming();
        quality = source.quality();
        tags = source.tags();
        generation = source.generation();
        flaps = source.flaps();
    }

    public BearerBuilder type(BearerType value) {
        type = value;
        return this;
    }

    public BearerBuilder device(String name, int index) {
        networkInterface = name;
        interfaceIndex = index;
        return this;
    }

    public BearerBuilder addresses(List<String> value) {
        addresses = value;
        return this;
    }

    public BearerBuilder state(BearerState value) {
        state = value;
        return this;
    }

    public BearerBuilder reachability(Reachability value) {
        reachability = value;
        return this;
    }

    public BearerBuilder metered(Metered value) {
        metered = value;
        return this;
    }

    public BearerBuilder roaming(Roaming value) {
        roaming = value;
        return this;
    }

    public BearerBuilder quality(Quality value) {
        quality = value;
        return this;
    }

    public BearerBuilder tags(Set<String> value) {
        tags = value;
        return this;
    }

    /** How often its carrier went, as far as whoever looks can count. */
    public BearerBuilder flaps(long value) {
        flaps = value;
        return this;
    }

    BearerBuilder generation(long value, long flapped) {
        generation = value;
        flaps = flapped;
        return this;
    }

    public Bearer build() {
        return new Bearer(
                id,
                type,
                networkInterface,
                interfaceIndex,
                addresses,
                state,
                reachability,
                metered,
                roaming,
                quality,
                tags,
                generation,
                flaps);
    }
}
