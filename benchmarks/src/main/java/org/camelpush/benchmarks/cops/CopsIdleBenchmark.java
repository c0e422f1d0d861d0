package org.camelpush.benchmarks.cops;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.camelpush.benchmarks.process.Child;
import org.camelpush.benchmarks.report.Table;

/** What an idle PEP costs at either side, and whether one is taken for dead. */
public final class CopsIdleBenchmark {

    private static final int PEPS = Integer.getInteger("cops.idle.peps", 5_000);
    private static final int SECONDS = Integer.getInteger("cops.idle.seconds", 300);
    private static final double KB = 1_024;
    private static final double MOST_KB = 8;
    private static final List<String> MEMORY = List.of("-Xmx1g");

    private final Table table;

    public CopsIdleBenchmark(Table table) {
        this.table = table;
    }

    public void run() throws IOException {
        String count = Integer.toString(PEPS);
        String seconds = Integer.toString(SECONDS);
        try (Child pdp = Child.jvm(IdlePeps.class, MEMORY, "pdp", count, seconds)) {
            String port = pdp.readLine();
            try (Child peps = Child.jvm(IdlePeps.class, MEMORY, "pep", count, seconds, port)) {
                peps.readLine();
                pdp.readLine();
                IdlePeps.Cost ofPeps = IdlePeps.Cost.parse(peps.ask("more"));
                IdlePeps.Cost ofPdp = IdlePeps.Cost.parse(pdp.readLine());
                add("PDP", ofPdp);
                add("PEP", ofPeps);
            }
        }
    }

    private void add(String side, IdlePeps.Cost cost) {
        String who = "camel-cops, session of a " + side;
        table.add(Table.row("idle heap by session, KB (of " + (IdlePeps.BEFORE + PEPS) + ")", who, "")
                .figures(String.format(Locale.ROOT, "%.1f", cost.heap() / KB), "")
                .withTarget("≤ 8 KB", cost.heap() <= MOST_KB * KB));
        table.add(Table.row("… threads at " + IdlePeps.BEFORE + " and " + (IdlePeps.BEFORE + PEPS), who, "")
                .figures(cost.threadsBefore() + ", " + cost.threadsAfter(), "")
                .withTarget("none each", cost.threadsAfter() - cost.threadsBefore() <= 2));
        table.add(Table.row(
                        "… taken for dead, and lost, in " + SECONDS + " s at KATimer " + IdlePeps.KEEP_ALIVE + " s",
                        who,
                        "")
                .figures(cost.timedOut() + ", " + cost.gone(), "")
                .withTarget("none", cost.timedOut() + cost.gone() == 0));
    }
}
