package org.camelpush.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.camelpush.benchmarks.backlog.BacklogBenchmark;
import org.camelpush.benchmarks.cops.CopsBenchmark;
import org.camelpush.benchmarks.cops.CopsCodecBenchmark;
import org.camelpush.benchmarks.cops.CopsIdleBenchmark;
import org.camelpush.benchmarks.endurance.Endurance;
import org.camelpush.benchmarks.idle.BurstBenchmark;
import org.camelpush.benchmarks.idle.IdleBenchmark;
import org.camelpush.benchmarks.imapflow.NodeScripts;
import org.camelpush.benchmarks.latency.LatencyBenchmark;
import org.camelpush.benchmarks.mobility.MobilityBenchmark;
import org.camelpush.benchmarks.parser.FetchResponseBenchmark;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.benchmarks.wire.WireBenchmark;

/**
 * Runs the parts that {@code -Dbench} names, separated by commas, and prints one table; {@code peers} among them brings
 * the others in. Endurance is no part of all, and prints its own.
 */
public final class ImapIdleBenchmarks {

    private static final String ALL = "all";
    private static final String PEERS = "peers";
    private static final String ENDURANCE = "endurance";
    private static final List<String> PARTS = List.of(
            "latency", "idle", "burst", "backlog", "wire", "parser", "mobility", "cops", "cops-idle", "cops-codec");

    private final Set<String> parts;
    private final boolean peers;
    private final Table table = new Table();

    private ImapIdleBenchmarks(Set<String> named) {
        peers = named.remove(PEERS);
        boolean all = named.remove(ALL) || named.isEmpty();
        parts = all ? Set.copyOf(PARTS) : named;
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("-Dbench=" + String.join(",", parts) + ": must be of " + PARTS + ", "
                    + PEERS + ", " + ALL + ", or " + ENDURANCE);
        }
    }

    /** Takes no arguments: see README.md. */
    public static void main(String[] arguments) throws Exception {
        String named = System.getProperty("bench", ALL);
        if (named.equals(ENDURANCE)) {
            System.exit(new Endurance(System.out).run() ? 0 : 1);
        }
        ImapIdleBenchmarks benchmarks = new ImapIdleBenchmarks(new TreeSet<>(List.of(named.split(","))));
        try {
            benchmarks.run();
        } finally {
            // what there is, also when a part failed
            benchmarks.table.print(System.out);
        }
    }

    private void run() throws Exception {
        Optional<NodeScripts> node = peers ? NodeScripts.install(table) : Optional.empty();
        if (parts.contains("latency")) {
            new LatencyBenchmark(table, peers, node).run();
        }
        if (parts.contains("idle")) {
            IdleBenchmark idle = new IdleBenchmark(table);
            idle.run();
            if (peers) {
                idle.runPeers(node);
            }
        }
        if (parts.contains("burst")) {
            new BurstBenchmark(table).run();
        }
        if (parts.contains("backlog")) {
            new BacklogBenchmark(table, peers, node).run();
        }
        if (parts.contains("wire")) {
            new WireBenchmark(table).run();
        }
        if (parts.contains("parser")) {
            FetchResponseBenchmark.run(table);
        }
        if (parts.contains("mobility")) {
            new MobilityBenchmark(table).run();
        }
        if (parts.contains("cops")) {
            new CopsBenchmark(table).run();
        }
        if (parts.contains("cops-idle")) {
            new CopsIdleBenchmark(table).run();
        }
        if (parts.contains("cops-codec")) {
            CopsCodecBenchmark.run(table);
        }
    }
}
