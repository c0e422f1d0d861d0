package org.camelpush.benchmarks.idle;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.camelpush.benchmarks.imapflow.NodeScripts;
import org.camelpush.benchmarks.report.Table;

/** Heap and threads of many idle mailboxes. */
public final class IdleBenchmark {

    private static final int MAILBOXES = Integer.getInteger("idle.mailboxes", 10_000);

    /** Of those that take a thread each, or tens of KB. */
    private static final int FEWER = Integer.getInteger("idle.fewer", 1_000);

    private static final int FEW_MAILS = 10;
    private static final int MANY_MAILS = 100_000;
    private static final double LIMIT_PLAIN = 5;
    private static final double LIMIT_JDK = 11;
    private static final double LIMIT_OPENSSL = 8;

    /** By so much of itself a figure may differ and still be the same. */
    private static final double SAME = 0.1;

    /** Threads that may come and go by themselves: workers that resolved names, the JVM's own. */
    private static final int STRAY_THREADS = 20;

    private final Table table;

    /** @param table where the rows go */
    public IdleBenchmark(Table table) {
        this.table = table;
    }

    /** The component next to the bare client; plain, with both kinds of TLS, and with large mailboxes. */
    public void run() throws IOException {
        IdleCell plain = new IdleCell(Security.PLAIN, FEW_MAILS, MAILBOXES);
        IdleCost small = compare(plain, IdleMailboxes.Way.SOURCE, LIMIT_PLAIN);
        compare(new IdleCell(Security.JDK, FEW_MAILS, MAILBOXES), IdleMailboxes.Way.SOURCE, LIMIT_JDK);
        compare(new IdleCell(Security.OPENSSL, FEW_MAILS, MAILBOXES), IdleMailboxes.Way.SOURCE, LIMIT_OPENSSL);
        IdleCell large = new IdleCell(Security.PLAIN, MANY_MAILS, MAILBOXES);
        IdleCost cost = large.measure(IdleMailboxes.Way.SOURCE);
        double growth = cost.heap() / small.heap();
        table.add(Table.row(heap(large), IdleMailboxes.Way.SOURCE.title(), "itself, " + plain.title())
                .figures(cost.kilobytes(), small.kilobytes())
                .withRatio(growth)
                .withTarget("the same", Math.abs(growth - 1) <= SAME));
        alone(IdleMailboxes.Way.CONSUMERS);
        alone(IdleMailboxes.Way.ROUTES);
    }

    private void alone(IdleMailboxes.Way way) throws IOException {
        IdleCell cell = new IdleCell(Security.PLAIN, FEW_MAILS, FEWER);
        IdleCost cost = cell.measure(way);
        table.add(Table.row(heap(cell), way.title(), "").figures(cost.kilobytes(), ""));
        table.add(Table.row(threads(cell), way.title(), "").figures(cost.threads(), ""));
    }

    private IdleCost compare(IdleCell cell, IdleMailboxes.Way ours, double limit) throws IOException {
        IdleCost bare = cell.measure(IdleMailboxes.Way.BARE);
        IdleCost cost = cell.measure(ours);
        table.add(Table.row(heap(cell), ours.title(), IdleMailboxes.Way.BARE.title())
                .figures(cost.kilobytes(), bare.kilobytes())
                .withRatio(cost.heap() / bare.heap())
                .withTarget(String.format(Locale.ROOT, "≤ %.0f KB", limit), cost.atMostKilobytes(limit)));
        table.add(Table.row(threads(cell), ours.title(), IdleMailboxes.Way.BARE.title())
                .figures(cost.threads(), bare.threads())
                .withTarget("none each", cost.after() - cost.before() <= STRAY_THREADS));
        table.add(Table.row("… direct memory, KB", ours.title(), IdleMailboxes.Way.BARE.title())
                .figures(cost.directKilobytes(), bare.directKilobytes()));
        table.remark(cost.histogram(ours.title() + ", " + cell.title()));
        table.remark(bare.histogram(IdleMailboxes.Way.BARE.title() + ", " + cell.title()));
        return cost;
    }

    /** The others: as they are plain and with TLS, and plain with large mailboxes. */
    public void runPeers(Optional<NodeScripts> node) throws IOException {
        List<IdleCell> cells = List.of(
                new IdleCell(Security.PLAIN, FEW_MAILS, FEWER),
                new IdleCell(Security.JDK, FEW_MAILS, FEWER),
                // of 1 GB some take all, with more of these
                new IdleCell(Security.PLAIN, MANY_MAILS, FEWER / 2));
        for (IdleCell cell : cells) {
            IdleCost ours = cell.measure(IdleMailboxes.Way.SOURCE);
            for (IdleMailboxes.Way way : List.of(
                    IdleMailboxes.Way.IDLE_MANAGER,
                    IdleMailboxes.Way.ANGUS_IDLE,
                    IdleMailboxes.Way.SPRING,
                    IdleMailboxes.Way.CAMEL_MAIL)) {
                against(cell, ours, way.title(), cell.measure(way));
            }
            if (node.isPresent()) {
                against(cell, ours, NodeScripts.TITLE, cell.measure(node.orElseThrow()));
            }
        }
    }

    private void against(IdleCell cell, IdleCost ours, String title, IdleCost peer) {
        table.add(Table.row(heap(cell), IdleMailboxes.Way.SOURCE.title(), title)
                .figures(ours.kilobytes(), peer.kilobytes())
                .withRatio(ours.heap() / peer.heap())
                .withTarget("less", ours.heap() < peer.heap()));
        table.add(Table.row(threads(cell), IdleMailboxes.Way.SOURCE.title(), title)
                .figures(ours.threads(), peer.threads()));
    }

    private static String heap(IdleCell cell) {
        return "idle heap by mailbox, KB (" + cell.title() + ")";
    }

    private static String threads(IdleCell cell) {
        return "… threads at " + IdleProbe.BEFORE + " and " + (IdleProbe.BEFORE + cell.count()) + " mailboxes";
    }
}
