package org.camelpush.imapidle.testkit;

import java.util.EnumMap;
import java.util.Map;

/** What a proxy does wrong at the moment; read by its pumps for every piece they carry. */
final class ProxyFaults {

    /** What becomes of a new connection. */
    enum Arrival {
        PASS,
        REFUSE,
        SILENT
    }

    /**
     * Cut after so many bytes from the server.
     *
     * @param limit counted on each connection from its start, or from the moment this was asked for
     * @param once true when only the first connection to get there is cut
     */
    record CutAfter(long limit, boolean once) {}

    /** What goes wrong one way. */
    static final class Lane {
        volatile boolean blackHole;
        volatile boolean split;
        volatile long delay;
    }

    private final Map<Direction, Lane> lanes = new EnumMap<>(Direction.class);
    private volatile Arrival arrival = Arrival.PASS;
    private volatile CutAfter cutAfter;
    private volatile String unanswered;

    ProxyFaults() {
        for (Direction direction : Direction.values()) {
            lanes.put(direction, new Lane());
        }
    }

    Lane lane(Direction direction) {
        return lanes.get(direction);
    }

    boolean blackHoleBothWays() {
        return lanes.values().stream().allMatch(lane -> lane.blackHole);
    }

    Arrival arrival() {
        return arrival;
    }

    void arrival(Arrival next) {
        arrival = next;
    }

    CutAfter cutAfter() {
        return cutAfter;
    }

    void cutAfter(CutAfter next) {
        cutAfter = next;
    }

    /** Says that a connection reached the limit; false when the fault was for one connection and another had it. */
    synchronized boolean takeCut(CutAfter reached) {
        boolean stands = cutAfter == reached;
        if (stands && reached.once()) {
            cutAfter = null;
        }
        return stands;
    }

    /** The command whose answer is lost, or null. */
    String unanswered() {
        return unanswered;
    }

    void unanswered(String command) {
        unanswered = command;
    }

    void clear() {
        arrival = Arrival.PASS;
        cutAfter = null;
        unanswered = null;
        lanes.values().forEach(lane -> {
            lane.blackHole = false;
            lane.split = false;
            lane.delay = 0;
        });
    }
}
