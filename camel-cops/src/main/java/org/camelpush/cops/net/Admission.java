package org.camelpush.cops.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections there are, in all and of each address. Thread-safe. */
final class Admission {

    private final int most;
    private final int mostPerHost;
    private final Map<InetAddress, Integer> perHost = new HashMap<>();
    private int all;

    Admission(int most, int mostPerHost) {
        this.most = most;
        this.mostPerHost = mostPerHost;
    }

    /** Why there is no room; null when there is, which is taken then. */
    synchronized String enter(InetAddress host) {
        if (all >= most) {
            return "there are " + most + " connections, which is maxSessions";
        }
        if (perHost.getOrDefault(host, 0) >= mostPerHost) {
            return "there are " + mostPerHost + " connections from there, which is maxSessionsPerHost";
        }
        all++;
        perHost.merge(host, 1, Integer::sum);
        return null;
    }

    synchronized void leave(InetAddress host) {
        all--;
        perHost.computeIfPresent(host, (any, count) -> count == 1 ? null : count - 1);
    }

    synchronized int count() {
        return all;
    }
}
