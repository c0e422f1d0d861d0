package org.camelpush.imapidle.session.simulation;

import java.util.List;
import java.util.Set;

/** Runs schedules. */
final class Simulation {

    private static final int LAST_LINES = 1_000;

    private Simulation() {}

    /** True when the schedule breaks no rule; counts the paths it went. */
    static boolean holds(long seed, Coverage coverage) {
        try {
            coverage.add(run(new Schedule(seed), new Trace(false)));
            return true;
        } catch (RuntimeException | AssertionError | StackOverflowError broken) {
            return false;
        }
    }

    private static Set<Path> run(Schedule schedule, Trace trace) {
        return schedule.kind == Kind.SHARED ? new Household(schedule, trace).run() : new World(schedule, trace).run();
    }

    /** Runs one schedule again and tells what happened; empty when no rule is broken. */
    static String replay(long seed) {
        Trace trace = new Trace(true);
        Schedule schedule = new Schedule(seed);
        try {
            run(schedule, trace);
            return "";
        } catch (RuntimeException | AssertionError | StackOverflowError broken) {
            List<String> lines = trace.lines();
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return String.join("\n", last) + "\n" + schedule + "\nBROKEN: " + broken
                    + (broken instanceof BrokenRule
                            ? ""
                            : " at "
                                    + List.of(broken.getStackTrace())
                                            .subList(0, Math.min(5, broken.getStackTrace().length)))
                    + "\nReplay with -Dsimulator.seed=" + seed;
        }
    }
}
