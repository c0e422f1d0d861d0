package org.camelpush.cops.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.PdpRedirectAddress;

/**
 * Which redirections are followed (RFC 2748 §3.8): none that leads nowhere, none in circles, and few in a row. Whether an
 * address may be gone to at all is for the shell to say, which knows names.
 */
final class PepRedirects {

    /** Redirections in a row, each less than {@link #COOL_DOWN} behind the one before. */
    static final int MAX_HOPS = 5;

    /** How long a PDP that has redirected, or was redirected to, is not gone to by a redirection again. */
    static final Duration COOL_DOWN = Duration.ofMinutes(1);

    /** A PDP that has kept this PEP open for so long does not pass it on in a circle. */
    static final Duration SETTLED = Duration.ofSeconds(10);

    private final Map<LastPdpAddress, Long> visited = new HashMap<>();

    /** The PDP that redirects now has kept this PEP for {@link #SETTLED}: it may lead back to where the PEP came from. */
    void settled() {
        visited.clear();
    }

    /**
     * Why it is not followed; null when it is, and then it counts as followed.
     *
     * @param from who redirects; null where its address is not known
     */
    String follow(PdpRedirectAddress to, LastPdpAddress from, long now) {
        visited.values().removeIf(time -> now - time >= COOL_DOWN.toNanos());
        LastPdpAddress target = new LastPdpAddress(to.address(), to.port());
        if (leadsNowhere(to)) {
            return "nobody can be there";
        }
        if (target.equals(from)) {
            return "it leads to the PDP that redirects";
        }
        if (visited.containsKey(target)) {
            return "it leads in a circle: this PEP was there within the last " + COOL_DOWN.toSeconds() + " seconds";
        }
        if (visited.size() > MAX_HOPS) {
            return "it is one of more than " + MAX_HOPS + " in a row";
        }
        if (from != null) {
            visited.put(from, now);
        }
        visited.put(target, now);
        return null;
    }

    private static boolean leadsNowhere(PdpRedirectAddress to) {
        InetAddress address = to.address();
        return to.port() == 0 || address.isAnyLocalAddress() || address.isMulticastAddress() || isBroadcast(address);
    }

    private static boolean isBroadcast(InetAddress address) {
        for (byte octet : address.getAddress()) {
            if (octet != (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }
}
