package org.camelpush.imapidle.session.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camelpush.imapidle.session.SessionEffect;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.SessionSnapshot;

/** The rules of the wire: one connection at a time, and a second one only for a move. */
final class WireRules {

    private final World world;
    private final Map<Integer, ConnectionRules> open = new TreeMap<>();
    private int last;

    WireRules(World world) {
        this.world = world;
    }

    void connects(int generation, boolean moving) {
        require(
                open.isEmpty() || open.size() == 1 && (moving || open.containsKey(retiring())),
                "a connection must be closed before the next is made, but for a move");
        require(generation > last, "a generation must be higher than those before");
        if (!open.isEmpty()) {
            world.gone(Path.TWO_CONNECTIONS);
        }
        last = generation;
        open.put(generation, new ConnectionRules(world));
    }

    private int retiring() {
        return open.entrySet().stream()
                .filter(each -> each.getValue().isLeaving())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    ConnectionRules gives(int generation) {
        uses(generation);
        ConnectionRules rules = open.remove(generation);
        require(!rules.isWaiting(), "a connection must be free when it is lent or given back");
        return rules;
    }

    void takes(int generation, ConnectionRules rules) {
        open.put(generation, rules);
    }

    ConnectionRules recalls(int generation) {
        return open.remove(generation);
    }

    void closes(int generation) {
        require(open.remove(generation) != null, "only an open connection may be closed, and once");
    }

    void uses(int generation) {
        require(isConnected(generation), "an effect must be for a connection there is");
    }

    private boolean isConnected(int generation) {
        return open.containsKey(generation) && open.get(generation).isConnected();
    }

    void sends(SessionEffect.Send send) {
        uses(send.generation());
        open.get(send.generation()).sends(send);
    }

    void before(SessionInput input) {
        generation(input).map(open::get).ifPresent(rules -> rules.before(input));
    }

    /** True for what comes from a connection that is none of the present ones. */
    boolean isOfThePast(SessionInput input) {
        return generation(input)
                .filter(generation -> !open.containsKey(generation))
                .isPresent();
    }

    private static Optional<Integer> generation(SessionInput input) {
        if (input instanceof SessionInput.Connected from) {
            return Optional.of(from.generation());
        }
        if (input instanceof SessionInput.Secured from) {
            return Optional.of(from.generation());
        }
        if (input instanceof SessionInput.CredentialsReady from) {
            return Optional.of(from.generation());
        }
        if (input instanceof SessionInput.Disconnected from) {
            return Optional.of(from.generation());
        }
        return input instanceof SessionInput.Received from ? Optional.of(from.generation()) : Optional.empty();
    }

    /** Every wait for the server has its deadline. */
    void after(SessionSnapshot snapshot, TimerRules timers) {
        SessionPhase phase = snapshot.phase();
        ConnectionRules active = open.get(snapshot.generation());
        long waiting = open.values().stream()
                .filter(each -> each.isWaiting() || each == active && phase == SessionPhase.LOGGING_IN)
                .filter(each -> !each.isIdle())
                .count();
        long idle = open.values().stream().filter(ConnectionRules::isIdle).count();
        require(timers.deadlines() >= waiting, "what waits for the server must have a deadline: " + phase);
        require(timers.stateTimers() >= idle, "an IDLE must be renewed some time");
        require(phase != SessionPhase.IDLE || active != null && active.isInIdle(), "the phase IDLE must mean an IDLE");
        require(!phase.isWorking() || active != null, "nothing is watched without a connection: " + phase);
    }

    /** True while the folder is watched and nothing is asked for. */
    boolean isResting(SessionSnapshot snapshot) {
        ConnectionRules active = open.get(snapshot.generation());
        return active != null && (active.isIdle() || snapshot.phase() == SessionPhase.POLLING && !active.isWaiting());
    }

    boolean isFetching() {
        return open.values().stream().anyMatch(ConnectionRules::isFetching);
    }

    /** Connections that are open or being made. */
    int connections() {
        return open.size();
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BrokenRule(rule);
        }
    }
}
