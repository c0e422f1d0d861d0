package org.camelpush.imapidle.session.simulation;

import java.time.Duration;

import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.TurnStep;

/** The turns of one session: given at once or late, at times too late; each is given back once, and none is kept. */
final class TurnRules {

    private final World world;
    private final Shell shell;
    private int last;
    private boolean held;
    private boolean came;
    private boolean reached;
    private boolean loggedIn;

    TurnRules(World world, Shell shell) {
        this.world = world;
        this.shell = shell;
    }

    void step(int generation, TurnStep step) {
        if (step == TurnStep.ASK || step == TurnStep.ASK_AT_ONCE) {
            require(!held && generation > last, "one turn at a time, each with a number of its own");
            last = generation;
            held = true;
            came = false;
            reached = false;
            loggedIn = false;
            world.agenda.after(wait(step), () -> shell.input(new SessionInput.TurnCame(generation)));
            return;
        }
        require(held && generation == last, "only a turn that is held can be told of, and be given back once: " + step);
        switch (step) {
            case REACHED -> {
                require(came && !reached, "a host is reached once, by those whose turn it is");
                reached = true;
            }
            case LOGGED_IN -> {
                require(reached && !loggedIn, "a login comes once, after the greeting");
                loggedIn = true;
            }
            default -> giveBack(step);
        }
    }

    private void giveBack(TurnStep step) {
        require(step == TurnStep.RETURN || came && !reached, "a host that has greeted was reached");
        if (!came) {
            world.gone(Path.TURN_ABANDONED);
        }
        held = false;
    }

    /** At once, or late while there are faults at all. */
    private long wait(TurnStep step) {
        if (step == TurnStep.ASK && world.schedule.faults.happens(world.schedule.faults.turnIsLate)) {
            world.gone(Path.TURN_WAITED_FOR);
            return world.chance.millis(1, (int) Duration.ofMinutes(1).toMillis());
        }
        return 0;
    }

    /** True for a turn that is not waited for (any more). */
    boolean isOfThePast(SessionInput input) {
        if (input instanceof SessionInput.TurnCame turn) {
            boolean waitedFor = held && !came && turn.generation() == last;
            came |= waitedFor;
            return !waitedFor;
        }
        return false;
    }

    void connects(int generation) {
        require(held && came && generation == last, "a session must wait for its turn before it connects");
    }

    void after(SessionPhase phase, boolean open) {
        require(held == (open || phase == SessionPhase.QUEUED), "a turn is held while it is used: " + phase);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BrokenRule(rule);
        }
    }
}
