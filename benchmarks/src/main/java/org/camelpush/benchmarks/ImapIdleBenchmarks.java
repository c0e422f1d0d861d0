package org.camelpush.benchmarks;

import java.util.List;

/** Runs the parts that {@code -Dbench} names and prints one table. */
public final class ImapIdleBenchmarks {

    private static final String ALL = "all";
    private static final List<String> PARTS = List.of("latency", "idle", "backlog", "parser", ALL);

    private ImapIdleBenchmarks() {}

    /** Takes no arguments: see README.md. */
    public static void main(String[] arguments) throws Exception {
        String part = System.getProperty("bench", ALL);
        if (!PARTS.contains(part)) {
            throw new IllegalArgumentException("-Dbench=" + part + ": must be one of " + PARTS);
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
