package org.camelpush.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;

import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.TestMails;

/** How fast many waiting mails come from a real Dovecot into a route, next to a bare client that only fetches. */
final class BacklogBenchmark {

    private static final int MAILS = Integer.getInteger("backlog.mails", 5_000);
    private static final int ROUNDS = Integer.getInteger("backlog.rounds", 5);
    private static final int WARM_UP = Integer.getInteger("backlog.warmUp", 2);
    private static final double NANOS = 1e9;
    private static final String USER = "user";

    private final BacklogContestant bare = new BareBacklog();
    private final BacklogContestant seen = new RouteBacklog("camel-imap-idle", "");
    private final BacklogContestant unseen = new RouteBacklog("camel-imap-idle, markSeen=false", "&markSeen=false");
    private final Map<BacklogContestant, Rounds> speeds = new LinkedHashMap<>();

    void run(Table table) throws Exception {
        if (!DovecotServer.isAvailable()) {
            table.remark("Backlog: not measured, there is no Dovecot here.");
            return;
        }
        List<BacklogContestant> order = new ArrayList<>(List.of(bare, seen, unseen));
        order.forEach(contestant -> speeds.put(contestant, new Rounds()));
        try (DovecotServer server = DovecotServer.start()) {
            for (int i = 0; i < MAILS; i++) {
                server.deliver(USER, TestMails.ofSize(4 * 1_024));
            }
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                Collections.rotate(order, 1);
                for (BacklogContestant contestant : order) {
                    restore(server);
                    double speed = MAILS / (contestant.drain(server.port(), MAILS) / NANOS);
                    if (round >= 0) {
                        speeds.get(contestant).add(speed);
                    }
                }
            }
        }
        table.add(row(seen).atLeast(0.5));
        table.add(row(unseen));
    }

    private Table.Row row(BacklogContestant ours) {
        return Table.row("backlog of " + MAILS + ", mails/s", ours.title(), bare.title())
                .figures(speeds.get(ours), speeds.get(bare), "%.0f");
    }

    /** Makes all mails new again. */
    private static void restore(DovecotServer server) throws MessagingException {
        try (Store store = server.store(USER);
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            if (inbox.getUnreadMessageCount() < MAILS) {
                inbox.setFlags(1, MAILS, new Flags(Flags.Flag.SEEN), false);
            }
        }
    }
}
