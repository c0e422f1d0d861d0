package org.camelpush.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Heap and threads of many idle mailboxes, plain TCP; server and measured client are processes of their own. */
final class IdleBenchmark {

    private static final int MAILBOXES = Integer.getInteger("idle.mailboxes", 2_000);
    private static final double KB = 1_024.0;
    private static final double LIMIT_KB = 6;

    /** Threads that may come and go by themselves: workers that resolved names, the JVM's own. */
    private static final int STRAY_THREADS = 20;

    void run(Table table) throws IOException {
        Map<IdleMailboxes.Way, Cost> costs = new EnumMap<>(IdleMailboxes.Way.class);
        for (IdleMailboxes.Way way : IdleMailboxes.Way.values()) {
            costs.put(way, measure(way));
        }
        Cost bare = costs.get(IdleMailboxes.Way.BARE);
        for (IdleMailboxes.Way way :
                List.of(IdleMailboxes.Way.CONSUMERS, IdleMailboxes.Way.SOURCE, IdleMailboxes.Way.ROUTES)) {
            Cost cost = costs.get(way);
            Table.Row heap = row("idle heap by mailbox, KB", way, kilobytes(cost.heap), kilobytes(bare.heap))
                    .withRatio(cost.heap / bare.heap);
            Table.Row threads =
                    row("threads at 100 and " + (100 + MAILBOXES) + " mailboxes", way, cost.threads(), bare.threads());
            boolean decides = way != IdleMailboxes.Way.ROUTES;
            table.add(decides ? heap.withTarget("≤ 6 KB", cost.heap <= LIMIT_KB * KB) : heap);
            table.add(decides ? threads.withTarget("none each", cost.after - cost.before <= STRAY_THREADS) : threads);
            table.add(row("idle direct memory by mailbox, KB", way, kilobytes(cost.direct), kilobytes(bare.direct)));
            table.remark(cost.histogram(way));
        }
        table.remark(bare.histogram(IdleMailboxes.Way.BARE));
    }

    private static Table.Row row(String what, IdleMailboxes.Way way, String ours, String theirs) {
        return Table.row(what, way.title(), IdleMailboxes.Way.BARE.title()).figures(ours, theirs);
    }

    private static String kilobytes(double octets) {
        return String.format(Locale.ROOT, "%.1f", octets / KB);
    }

    private static Cost measure(IdleMailboxes.Way way) throws IOException {
        try (ChildJvm server = ChildJvm.start(IdleServer.class)) {
            String port = server.readLine();
            try (ChildJvm probe = ChildJvm.start(IdleProbe.class, way.name(), port, Integer.toString(MAILBOXES))) {
                return Cost.parse(probe.readAll());
            }
        }
    }

    /** What a probe printed: octets by mailbox, threads before and after, and the histogram. */
    private record Cost(double heap, double direct, int before, int after, List<String> classes) {

        static Cost parse(List<String> lines) throws IOException {
            if (lines.stream().noneMatch(line -> line.startsWith(IdleProbe.THREADS))) {
                throw new IOException("The measured process failed: " + lines);
            }
            double heap = 0;
            double direct = 0;
            int before = 0;
            int after = 0;
            List<String> classes = new ArrayList<>();
            for (String line : lines) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case IdleProbe.HEAP -> heap = Double.parseDouble(words[1]);
                    case IdleProbe.DIRECT -> direct = Double.parseDouble(words[1]);
                    case IdleProbe.THREADS -> {
                        before = Integer.parseInt(words[1]);
                        after = Integer.parseInt(words[2]);
                    }
                    case IdleProbe.CLASS ->
                        classes.add(String.format(Locale.ROOT, "%8s %7s  %s", words[1], words[2], words[3]));
                    default -> {
                        // something else that was printed
                    }
                }
            }
            return new Cost(heap, direct, before, after, classes);
        }

        String threads() {
            return before + ", " + after;
        }

        String histogram(IdleMailboxes.Way way) {
            return "Heap of one mailbox, " + way.title() + ":\n\n```\n   bytes objects  class\n"
                    + String.join("\n", classes) + "\n```";
        }
    }
}
