package org.camelpush.benchmarks.mobility;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.camelpush.benchmarks.report.Rounds;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.TestMails;

/**
 * One mailbox at a real Dovecot goes to and fro between two addresses, in turns with a plain socket client; then its network is
 * lost, again and again, and a mail comes at that moment.
 */
public final class MobilityBenchmark {

    private static final int ROUNDS = Integer.getInteger("mobility.rounds", 100);
    private static final int WARM_UP = Integer.getInteger("mobility.warmUp", 1_000);
    private static final int LOSSES = Integer.getInteger("mobility.losses", 20);
    private static final String USER = "user";
    private static final String ROUTE = "inbox";
    private static final double GOAL = 1.5;
    private static final double LOSS_GOAL_MILLIS = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Table table;
    private final Semaphore arrived = new Semaphore(0);

    public MobilityBenchmark(Table table) {
        this.table = table;
    }

    public void run() throws Exception {
        if (DovecotServer.isAvailable()) {
            try (DovecotServer server = DovecotServer.start();
                    MobileMailboxes mailboxes = new MobileMailboxes()) {
                begin(server, mailboxes);
                moves(server, mailboxes);
                losses(server, mailboxes);
            }
        } else {
            table.remark("Mobility: moves of one mailbox are not measured, there is no Dovecot here.");
        }
        DecisionBenchmark.run(table);
        new ManySessions(table).run();
    }

    private void begin(DovecotServer server, MobileMailboxes mailboxes) throws Exception {
        server.deliver(USER, TestMails.ofSize(1_000));
        mailboxes.add(
                ROUTE,
                "imap-idle:127.0.0.1:" + server.port() + "?startTls=false&username=" + USER + "&password="
                        + server.password(),
                arrived::release);
        mailboxes.start();
        mailboxes.cellular();
        mailboxes.nextOn(MobileMailboxes.CELLULAR);
        await(1);
        mailboxes.wifi();
        mailboxes.nextOn(MobileMailboxes.WIFI);
    }

    private void await(int mails) throws InterruptedException {
        if (!arrived.tryAcquire(mails, 2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("A mail is lost");
        }
    }

    private void moves(DovecotServer server, MobileMailboxes mailboxes) throws Exception {
        BareMove bare = new BareMove(server.port(), USER, server.password());
        moves(bare, mailboxes, ROUNDS, "a mailbox moves, make before break, ms; the first " + ROUNDS + " of a process");
        // looking takes a processor: only while nothing is timed
        Unwatched unwatched = new Unwatched(mailboxes.consumer(ROUTE));
        moves(bare, mailboxes, WARM_UP, null);
        double gap = unwatched.end() / NANOS_PER_MILLI;
        moves(bare, mailboxes, ROUNDS, "… after " + (ROUNDS + WARM_UP));
        table.add(
                Table.row("… time in which no connection watched it, ms in " + WARM_UP + " moves", "camel-mobility", "")
                        .figures(String.format(Locale.ROOT, "%.1f", gap), "")
                        .withTarget("0", gap == 0));
    }

    /**
     * @param row what is measured, or null for nothing
     */
    private void moves(BareMove bare, MobileMailboxes mailboxes, int rounds, String row) throws Exception {
        Rounds ours = new Rounds();
        Rounds theirs = new Rounds();
        for (int round = 0; round < rounds; round++) {
            boolean toCellular = round % 2 == 0;
            theirs.add(bare.run(toCellular ? "127.0.0.3" : "127.0.0.2") / NANOS_PER_MILLI);
            String target = toCellular ? MobileMailboxes.CELLULAR : MobileMailboxes.WIFI;
            mailboxes.migrate(target);
            ours.add(mailboxes.nextOn(target).took().toNanos() / NANOS_PER_MILLI);
        }
        if (row != null) {
            table.add(Table.row(row, "camel-mobility", "plain socket: connect, LOGIN, SELECT (QRESYNC), IDLE")
                    .figures(ours, theirs, "%.1f")
                    .atMost(GOAL));
        }
    }

    private void losses(DovecotServer server, MobileMailboxes mailboxes) throws Exception {
        Rounds ours = new Rounds();
        for (int round = 0; round < LOSSES; round++) {
            mailboxes.wifi(); // after the moves the mailbox may be there already
            if (round > 0) {
                mailboxes.nextOn(MobileMailboxes.WIFI);
            }
            long start = System.nanoTime();
            mailboxes.wifiIsLost();
            server.deliver(USER, TestMails.ofSize(1_000));
            await(1);
            ours.add((System.nanoTime() - start) / NANOS_PER_MILLI);
            mailboxes.nextOn(MobileMailboxes.CELLULAR);
        }
        table.add(Table.row("from the loss of a network to a mail by the backup, ms", "camel-mobility", "")
                .figures(ours.words("%.0f"), "")
                .withTarget("≤ 1 s", ours.median() <= LOSS_GOAL_MILLIS));
        if (arrived.availablePermits() > 0) {
            throw new IllegalStateException(arrived.availablePermits() + " mails came twice");
        }
    }
}
