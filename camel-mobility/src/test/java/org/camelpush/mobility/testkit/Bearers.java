package org.camelpush.mobility.testkit;

import java.util.List;
import java.util.Set;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.Metered;

/** Bearers of the scenarios, each an address of the loopback. */
public final class Bearers {

    public static final String ETHERNET = "eth0";
    public static final String WIFI = "wlan0";
    public static final String CELLULAR = "wwan0";

    private Bearers() {}

    public static Bearer ethernet() {
        return up(ETHERNET, BearerType.ETHERNET, "127.0.0.1").withMetered(Metered.NO);
    }

    public static Bearer wifi() {
        return up(WIFI, BearerType.WIFI, "127.0.0.2").withMetered(Metered.NO);
    }

    public static Bearer cellular() {
        return up(CELLULAR, BearerType.CELLULAR, "127.0.0.3").withMetered(Metered.YES);
    }

    public static Bearer up(String id, BearerType type, String address) {
        return Bearer.of(id, type)
                .withAddresses(List.of(address))
                .withTags(Set.of())
                .withState(BearerState.UP);
    }
}
