package org.camelpush.benchmarks;

import java.util.List;

import org.camelpush.benchmarks.endurance.Endurance;

/** Runs the parts that {@code -Dbench} names and prints one table; endurance is no part of all, and prints its own. */
public final class ImapIdleBenchmarks {

    private static final String ALL = "all";
    private static final String ENDURANCE = "endurance";
    private static final List<String> PARTS = List.of("latency", "idle", "backlog", "parser", ALL, ENDURANCE);

    private ImapIdleBenchmarks() {}

    /** Takes no arguments: see README.md. */
    public static void main(String[] arguments) throws Exception {
        String part = System.getProperty("bench", ALL);
        if (!PARTS.contains(part)) {
            throw new IllegalArgumentException("-Dbench=" + part + ": must be one of " + PARTS);
        }
        if (part.equals(ENDURANCE)) {
            System.exit(new Endurance(System.out).run() ? 0 : 1);
        }
        Table table = new Table();
        if (part.equals("latency") || part.equals(ALL)) {
            new LatencyBenchmark().run(table);
        }
        if (part.equals("idle") || part.equals(ALL)) {
            new IdleBenchmark().run(table);
        }
        if (part.equals("backlog") || part.equals(ALL)) {
            new BacklogBenchmark().run(table);
        }
        if (part.equals("parser") || part.equals(ALL)) {
            FetchResponseBenchmark.run(table);
        }
        table.print(System.out);
    }
}
