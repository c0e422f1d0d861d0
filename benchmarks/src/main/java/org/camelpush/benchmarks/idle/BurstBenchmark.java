package org.camelpush.benchmarks.idle;

import java.io.IOException;
import java.util.List;

import org.camelpush.benchmarks.process.Child;
import org.camelpush.benchmarks.report.Rounds;
import org.camelpush.benchmarks.report.Table;

/**
 * All mailboxes get a mail at once: how long until the last one has brought it. Then one more mailbox, at a server that
 * sent half a line and went silent, and all once more.
 */
public final class BurstBenchmark {

    private static final int MAILBOXES = Integer.getInteger("burst.mailboxes", 10_000);
    private static final int ROUNDS = Integer.getInteger("burst.rounds", 7);
    private static final int WARM_UP = Integer.getInteger("burst.warmUp", 3);
    private static final double GOAL = 1.5;

    /** What counts as no change. */
    private static final double SAME = 1.15;

    private static final double MILLI = 1e6;

    private final Table table;

    public BurstBenchmark(Table table) {
        this.table = table;
    }

    public void run() throws IOException {
        try {
            measure();
        } catch (MailsMissingException missing) {
            table.remark("Burst: given up. " + missing.getMessage());
        }
    }

    private void measure() throws IOException, MailsMissingException {
        Rounds bare = new Rounds();
        Rounds ours = new Rounds();
        Rounds bareLater = new Rounds();
        Rounds besideStalled = new Rounds();
        try (Child bareServer = IdleCell.server(Security.PLAIN, "OWN");
                Child ourServer = IdleCell.server(Security.PLAIN, "OWN");
                Child bareProbe = probe(IdleMailboxes.Way.BARE, bareServer);
                Child ourProbe = probe(IdleMailboxes.Way.SOURCE, ourServer)) {
            bareProbe.readLine();
            ourProbe.readLine();
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                deliver(IdleMailboxes.Way.BARE, bareProbe, bare, round);
                deliver(IdleMailboxes.Way.SOURCE, ourProbe, ours, round);
            }
            ourProbe.ask(BurstProbe.STALL);
            for (int round = 0; round < ROUNDS; round++) {
                deliver(IdleMailboxes.Way.BARE, bareProbe, bareLater, round);
                deliver(IdleMailboxes.Way.SOURCE, ourProbe, besideStalled, round);
            }
        }
        String title = IdleMailboxes.Way.SOURCE.title();
        String floor = IdleMailboxes.Way.BARE.title();
        table.add(Table.row("a mail to each of " + MAILBOXES + " at once: the last is there, ms", title, floor)
                .figures(ours, bare, "%.0f")
                .atMost(GOAL));
        double before = ours.median() / bare.median();
        Table.Row row = Table.row("… with one more, whose server stalls in a line", title, floor + ", without it")
                .figures(besideStalled, bareLater, "%.0f");
        table.add(row.withTarget("as before", row.ratio() <= SAME * before));
    }

    private static Child probe(IdleMailboxes.Way way, Child server) throws IOException {
        String[] said = server.readLine().split(" ");
        return Child.jvm(
                BurstProbe.class,
                List.of("-Xms1g", "-Xmx1g"),
                way.name(),
                said[0],
                said[1],
                said[2],
                Integer.toString(MAILBOXES));
    }

    private static void deliver(IdleMailboxes.Way way, Child probe, Rounds rounds, int round)
            throws IOException, MailsMissingException {
        long nanos = Long.parseLong(probe.ask(BurstProbe.DELIVER));
        if (nanos < 0) {
            throw new MailsMissingException(
                    way.title() + ": " + -nanos + " of " + MAILBOXES + " mails were not there" + " after two minutes.");
        }
        if (round >= 0) {
            rounds.add(nanos / MILLI);
        }
    }

    /** Not all mails came. */
    private static final class MailsMissingException extends Exception {

        MailsMissingException(String message) {
            super(message);
        }
    }
}
