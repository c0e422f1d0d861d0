package org.camelpush.benchmarks.cops;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

import com.sun.management.OperatingSystemMXBean;
import org.camelpush.benchmarks.report.Rounds;
import org.camelpush.benchmarks.report.Table;

/** Decisions a second, and how late they are at half of that, next to an echo of the same octets. */
public final class CopsBenchmark {

    private static final int ROUNDS = Integer.getInteger("cops.rounds", 5);
    private static final long WARM_UP = Integer.getInteger("cops.warmUp", 20) * 1_000L;
    private static final long MEASURED = Integer.getInteger("cops.seconds", 4) * 1_000L;
    private static final long SETTLED = 1_000;
    private static final int KEEP_ALIVE = 30;
    private static final double SESSION = 0.7;
    private static final double ROUTE = 0.35;
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double MILLISECOND = 1_000;
    private static final double MEDIAN = 0.5;
    private static final double LATE = 0.99;

    private final Table table;

    private enum Who {
        ECHO("framed echo"),
        SESSION("camel-cops, session of a PDP"),
        BOTH("camel-cops, sessions of PEP and PDP"),
        ROUTE("camel-cops, PDP route");

        private final String words;

        Who(String words) {
            this.words = words;
        }

        Answerer start() throws Exception {
            return switch (this) {
                case ECHO -> new Echo();
                case SESSION, BOTH -> new SessionPdp(KEEP_ALIVE);
                case ROUTE -> new RoutePdp();
            };
        }
    }

    public CopsBenchmark(Table table) {
        this.table = table;
    }

    public void run() throws Exception {
        for (Who who : Who.values()) {
            messages(who, 1, 64, WARM_UP);
        }
        Map<Who, Rounds> one = throughput(1, 64);
        throughput(32, 100);
        for (Who who : List.of(Who.SESSION, Who.ROUTE)) {
            latency(who, one.get(who).median() / 2);
        }
    }

    private Map<Who, Rounds> throughput(int connections, int inFlight) throws Exception {
        Map<Who, Rounds> all = new EnumMap<>(Who.class);
        Map<Who, Rounds> processor = new EnumMap<>(Who.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Who who : Who.values()) {
                Figures figures = messages(who, connections, inFlight, SETTLED);
                all.computeIfAbsent(who, any -> new Rounds()).add(figures.each());
                processor.computeIfAbsent(who, any -> new Rounds()).add(figures.processor());
            }
        }
        String what = "decisions/s, " + connections + " × " + inFlight + " in flight";
        Rounds echo = all.get(Who.ECHO);
        table.add(row(what, Who.SESSION, all, echo).atLeast(SESSION));
        table.add(row(what, Who.BOTH, all, echo));
        table.add(row(what, Who.ROUTE, all, echo).atLeast(ROUTE));
        for (Who who : List.of(Who.SESSION, Who.BOTH, Who.ROUTE)) {
            table.add(Table.row("… processor time by decision, both ends, µs", who.words, Who.ECHO.words)
                    .figures(processor.get(who), processor.get(Who.ECHO), "%.2f"));
        }
        return all;
    }

    private static Table.Row row(String what, Who who, Map<Who, Rounds> all, Rounds echo) {
        return Table.row(what, who.words, Who.ECHO.words).figures(all.get(who), echo, "%.0f");
    }

    private static Figures messages(Who who, int connections, int inFlight, long warmUp) throws Exception {
        try (Answerer server = who.start()) {
            if (who == Who.BOTH) {
                try (PepLoad load = new PepLoad(server.port(), connections)) {
                    load.ask(inFlight);
                    return measure(load::answered, warmUp);
                }
            }
            try (BareLoad load = new BareLoad(server, connections, inFlight)) {
                return measure(load::answered, warmUp);
            }
        }
    }

    private static Figures measure(LongSupplier answered, long warmUp) throws InterruptedException {
        Thread.sleep(warmUp);
        long before = answered.getAsLong();
        long processor = OS.getProcessCpuTime();
        long begin = System.nanoTime();
        Thread.sleep(MEASURED);
        double count = answered.getAsLong() - before;
        return new Figures(
                count * 1e9 / (System.nanoTime() - begin), (OS.getProcessCpuTime() - processor) / count / MILLISECOND);
    }

    /**
     * Of one round.
     *
     * @param each decisions a second
     * @param processor µs of all threads of this process for each of them: client, server, compiler and garbage
     */
    private record Figures(double each, double processor) {}

    /** The echo has as much to do as the one that it is next to. */
    private void latency(Who who, double rate) throws Exception {
        Map<Who, Rounds> medians = new EnumMap<>(Who.class);
        Map<Who, Rounds> late = new EnumMap<>(Who.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Who each : List.of(Who.ECHO, who)) {
                long[] nanos;
                try (Answerer server = each.start();
                        PacedLoad load = new PacedLoad(server, rate)) {
                    nanos = load.run(SETTLED, MEASURED);
                }
                medians.computeIfAbsent(each, any -> new Rounds()).add(Rounds.percentile(nanos, MEDIAN) / MILLISECOND);
                late.computeIfAbsent(each, any -> new Rounds()).add(Rounds.percentile(nanos, LATE) / MILLISECOND);
            }
        }
        String load = String.format(Locale.ROOT, " at %.0f decisions/s, half of its most, µs", rate);
        table.add(row("p50" + load, who, medians, medians.get(Who.ECHO)));
        table.add(row("p99" + load, who, late, late.get(Who.ECHO))
                .withTarget("< 1000 µs", late.get(who).median() < MILLISECOND));
    }
}
