package org.camelpush.benchmarks.mobility;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.camelpush.benchmarks.report.Rounds;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;

/**
 * Thousands of routes, each a session with a mailbox of its own, and one event that moves all of them; then a mail to each. Server
 * and routes are in one process.
 */
final class ManySessions {

    private static final int SESSIONS = Integer.getInteger("mobility.sessions", 2_000);
    private static final int LOGIN_RATE = Integer.getInteger("mobility.loginRate", 200);
    private static final int ROUNDS = Integer.getInteger("mobility.manyRounds", 3);
    private static final byte[] MAIL = TestMails.ofSize(1_000);
    private static final double NANOS = 1e9;

    /** Of the budget, for what does not wait for a login. */
    private static final double GOAL = 1.5;

    private final Table table;
    private final Semaphore arrived = new Semaphore(0);

    ManySessions(Table table) {
        this.table = table;
    }

    void run() throws Exception {
        MailboxesByUser users = new MailboxesByUser();
        Rounds seconds = new Rounds();
        int missing = 0;
        try (ScriptedImapServer server =
                        ScriptedImapServer.of(users).withoutTranscript().start();
                MobileMailboxes mailboxes = new MobileMailboxes()) {
            for (int i = 0; i < SESSIONS; i++) {
                mailboxes.add(
                        "session" + i,
                        "imap-idle:127.0.0.1:" + server.port() + "?startTls=false&username=user" + i
                                + "&password=secret&loginRate=" + LOGIN_RATE,
                        arrived::release);
            }
            mailboxes.start();
            mailboxes.cellular();
            all(mailboxes, MobileMailboxes.CELLULAR);
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                mailboxes.wifi();
                all(mailboxes, MobileMailboxes.WIFI);
                seconds.add((System.nanoTime() - start) / NANOS);
                missing += missing(users);
                mailboxes.wifiIsLost();
                all(mailboxes, MobileMailboxes.CELLULAR);
            }
        }
        double budget = (double) SESSIONS / LOGIN_RATE;
        table.add(Table.row(
                        SESSIONS + " sessions moved by one event, s; " + LOGIN_RATE + " logins a second allowed",
                        "camel-mobility",
                        "what the logins may take")
                .figures(seconds.words("%.1f"), String.format(Locale.ROOT, "%.1f", budget))
                .withRatio(seconds.median() / budget)
                .atMost(GOAL));
        table.add(Table.row("… mails that did not come after it", "camel-mobility", "")
                .figures(Integer.toString(missing), "")
                .withTarget("0", missing == 0));
    }

    private static void all(MobileMailboxes mailboxes, String bearer) throws InterruptedException {
        for (int i = 0; i < SESSIONS; i++) {
            mailboxes.nextOn(bearer);
        }
    }

    /** Of a mail to each. */
    private int missing(MailboxesByUser users) throws InterruptedException {
        for (int i = 0; i < SESSIONS; i++) {
            users.mailbox("user" + i).deliver(MAIL);
        }
        return arrived.tryAcquire(SESSIONS, 1, TimeUnit.MINUTES) ? 0 : SESSIONS - arrived.drainPermits();
    }
}
