package org.camelpush.imapidle.session.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.TurnStep;

/** The turns of one session: given at once or late, at times too late; each is given back once, and none is kept. */
final class TurnRules {

    /** How far a turn is that is held. */
    private enum Progress {
        ASKED,
        CAME,
        REACHED,
        LOGGED_IN
    }

    private final World world;
    private final Shell shell;
    private final Map<Integer, Progress> held = new TreeMap<>();
    private int last;

    TurnRules(World world, Shell shell) {
        this.world = world;
        this.shell = shell;
    }

    void step(int generation, TurnStep step) {
        if (step == TurnStep.ASK || step == TurnStep.ASK_AT_ONCE) {
            require(generation > last, "each turn has a number of its own");
            last = generation;
            held.put(generation, Progress.ASKED);
            world.agenda.after(wait(step), () -> shell.input(new SessionInput.TurnCame(generation)));
            return;
        }
        Progress progress = held.get(generation);
        require(progress != null, "only a turn that is held can be told of, and be given back once: " + step);
        switch (step) {
            case REACHED -> {
                require(progress == Progress.CAME, "a host is reached once, by those whose turn it is");
                held.put(generation, Progress.REACHED);
            }
            case LOGGED_IN -> {
                require(progress == Progress.REACHED, "a login comes once, after the greeting");
                held.put(generation, Progress.LOGGED_IN);
            }
            default -> giveBack(generation, step, progress);
        }
    }

    private void giveBack(int generation, TurnStep step, Progress progress) {
        require(step == TurnStep.RETURN || progress == Progress.CAME, "a host that has greeted was reached");
        if (progress == Progress.ASKED) {
            world.gone(Path.TURN_ABANDONED);
        }
        held.remove(generation);
    }

    /** At once, or late while there are faults at all. */
    private long wait(TurnStep step) {
        if ((step == TurnStep.ASK || !held.isEmpty())
                && world.schedule.faults.happens(world.schedule.faults.turnIsLate)) {
            world.gone(Path.TURN_WAITED_FOR);
            return world.chance.millis(1, (int) Duration.ofMinutes(1).toMillis());
        }
        return 0;
    }

    /** True for a turn that is not waited for (any more). */
    boolean isOfThePast(SessionInput input) {
        return input instanceof SessionInput.TurnCame turn
                && !held.replace(turn.generation(), Progress.ASKED, Progress.CAME);
    }

    void connects(int generation) {
        require(held.get(generation) == Progress.CAME, "a session must wait for its turn before it connects");
    }

    /** One turn for each connection, and for one that is waited for. */
    void after(SessionPhase phase, int connections, boolean moving) {
        int waiting = held.size() - connections;
        boolean queued = phase == SessionPhase.QUEUED;
        require(waiting == (queued ? 1 : 0) || moving && waiting == 1, "a turn is held while it is used: " + phase);
    }

    void mustBeGivenBack() {
        require(held.isEmpty(), "every turn must be given back in the end: " + held);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BrokenRule(rule);
        }
    }
}
