package org.camelpush.cops;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.net.PdpSessionInfo;
import org.camelpush.cops.net.TrafficCounter;
import org.camelpush.cops.session.PdpSnapshot;

/** How a PDP is, in words: for JMX, the dev console and whoever else looks. */
final class PdpStatus {

    private PdpStatus() {}

    /** A line for each connection, those of one PEP together. */
    static List<String> sessions(PdpServer server) {
        return server.sessionInfos().stream().map(PdpStatus::line).sorted().toList();
    }

    private static String line(PdpSessionInfo info) {
        PdpSnapshot snapshot = info.snapshot();
        String who = snapshot.pepId() == null
                ? "a PEP that has not said its name"
                : snapshot.pepId().value();
        return who + " at " + info.peer() + ": client types " + snapshot.clientTypes() + ", " + snapshot.handles()
                + " request states, " + snapshot.undecided() + " undecided";
    }

    /** What was counted, by the names of RFC 2940. */
    static Map<String, Long> counters(PdpServer server) {
        Map<String, Long> counters = new TreeMap<>();
        for (TrafficCounter counter : TrafficCounter.values()) {
            counters.put(counter.meter(), server.traffic().of(counter));
        }
        return counters;
    }
}
