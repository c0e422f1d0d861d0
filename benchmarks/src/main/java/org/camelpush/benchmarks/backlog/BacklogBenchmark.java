package org.camelpush.benchmarks.backlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;

import org.camelpush.benchmarks.imapflow.NodeScripts;
import org.camelpush.benchmarks.report.Rounds;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.TestMails;

/**
 * How fast many waiting mails come from a real Dovecot, each contestant in a process of its own: cold, by the first time
 * in a new process, and warm, by later ones in a process that goes on.
 */
public final class BacklogBenchmark {

    private static final int MAILS = Integer.getInteger("backlog.mails", 5_000);
    private static final int FEWER = MAILS / 10;
    private static final int COLD_ROUNDS = Integer.getInteger("backlog.coldRounds", 3);
    private static final int ROUNDS = Integer.getInteger("backlog.rounds", 5);
    private static final int WARM_UP = Integer.getInteger("backlog.warmUp", 2);
    private static final String ALL = "user";
    private static final String FEW = "few";

    /** What the component reaches of the bare client's speed. */
    private static final double GOAL = 0.8;

    private final Table table;
    private final boolean peers;
    private final Optional<NodeScripts> node;

    /** @param peers whether others take part */
    public BacklogBenchmark(Table table, boolean peers, Optional<NodeScripts> node) {
        this.table = table;
        this.peers = peers;
        this.node = node;
    }

    public void run() throws Exception {
        if (!DovecotServer.isAvailable()) {
            table.remark("Backlog: not measured, there is no Dovecot here.");
            return;
        }
        try (DovecotServer server = DovecotServer.start()) {
            deliver(server);
            Drainer bare = Drainer.jvm(BacklogProbe.Who.BARE, server.port());
            Drainer seen = Drainer.jvm(BacklogProbe.Who.SEEN, server.port());
            Drainer unseen = Drainer.jvm(BacklogProbe.Who.UNSEEN, server.port());
            List<Drainer> others = others(server.port());
            List<Drainer> order = new ArrayList<>(List.of(bare, seen, unseen));
            order.addAll(others);
            try {
                measure(server, order);
            } finally {
                for (Drainer drainer : order) {
                    drainer.stop();
                }
            }
            for (Drainer ours : List.of(seen, unseen)) {
                add(ours, bare, true);
                others.forEach(peer -> add(ours, peer, false));
            }
        }
    }

    private List<Drainer> others(int port) {
        List<Drainer> others = new ArrayList<>();
        if (peers) {
            others.add(Drainer.jvm(BacklogProbe.Who.ANGUS, port));
            others.add(Drainer.jvm(BacklogProbe.Who.CAMEL_MAIL, port));
            others.add(Drainer.jvm(BacklogProbe.Who.SPRING, port));
            node.ifPresent(scripts -> others.add(
                    new Drainer(NodeScripts.TITLE, false, () -> scripts.start("backlog.mjs", Integer.toString(port)))));
        }
        return others;
    }

    private static void deliver(DovecotServer server) throws IOException {
        for (int i = 0; i < MAILS; i++) {
            server.deliver(ALL, TestMails.ofSize(4 * 1_024));
            if (i < FEWER) {
                server.deliver(FEW, TestMails.ofSize(4 * 1_024));
            }
        }
    }

    private static void measure(DovecotServer server, List<Drainer> order) throws Exception {
        for (int round = 0; round < COLD_ROUNDS; round++) {
            Collections.rotate(order, 1);
            for (Drainer drainer : order) {
                drainer.restart();
                drainer.cold().add(drain(server, drainer));
            }
        }
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            Collections.rotate(order, 1);
            for (Drainer drainer : order) {
                double speed = drain(server, drainer);
                if (round >= 0) {
                    drainer.warm().add(speed);
                }
            }
        }
    }

    private static double drain(DovecotServer server, Drainer drainer) throws MessagingException, IOException {
        String user = drainer.slow() ? FEW : ALL;
        int mails = drainer.slow() ? FEWER : MAILS;
        restore(server, user, mails);
        return drainer.drain(user, mails);
    }

    private void add(Drainer ours, Drainer peer, boolean floor) {
        table.add(row("cold", ours, peer, ours.cold(), peer.cold(), floor));
        table.add(row("warm", ours, peer, ours.warm(), peer.warm(), floor));
    }

    private static Table.Row row(String when, Drainer ours, Drainer peer, Rounds our, Rounds their, boolean floor) {
        String fewer = peer.slow() ? " (of " + FEWER + ")" : "";
        Table.Row row = Table.row("backlog of " + MAILS + ", " + when + ", mails/s", ours.title(), peer.title() + fewer)
                .figures(our, their, "%.0f");
        return floor ? row.atLeast(GOAL) : row.withTarget("faster", row.ratio() > 1);
    }

    /** Makes all mails new again. */
    private static void restore(DovecotServer server, String user, int mails) throws MessagingException {
        try (Store store = server.store(user);
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            if (inbox.getUnreadMessageCount() < mails) {
                inbox.setFlags(1, mails, new Flags(Flags.Flag.SEEN), false);
            }
            Flags ofSpring = new Flags("spring-integration-mail-adapter");
            inbox.setFlags(1, mails, ofSpring, false);
        }
    }
}
