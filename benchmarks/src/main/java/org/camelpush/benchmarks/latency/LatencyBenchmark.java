package org.camelpush.benchmarks.latency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camelpush.benchmarks.angus.AngusContestant;
import org.camelpush.benchmarks.bare.BareContestant;
import org.camelpush.benchmarks.camelmail.CamelMailContestant;
import org.camelpush.benchmarks.imapflow.ImapFlowContestant;
import org.camelpush.benchmarks.imapflow.NodeScripts;
import org.camelpush.benchmarks.imapidle.RouteContestant;
import org.camelpush.benchmarks.report.Rounds;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.benchmarks.springintegration.SpringContestant;
import org.camelpush.imapidle.testkit.TestMails;

/** From the server's EXISTS to the route's first step, next to a bare client and others on the same server. */
public final class LatencyBenchmark {

    private static final int ROUNDS = Integer.getInteger("latency.rounds", 10);
    private static final int MAILS = Integer.getInteger("latency.mails", 1_000);
    private static final int WARM_UP = Integer.getInteger("latency.warmUp", 6_000);

    /** Mails at the start of a round that do not count: new connections, cold caches. */
    private static final int FIRST = 50;

    private static final double MICRO = 1_000.0;
    private static final double GOAL_P50 = 1.3;
    private static final double GOAL_P99 = 2;

    private final byte[] mail = TestMails.ofSize(4 * 1_024);
    private final LatencyContestant route = new RouteContestant();
    private final LatencyContestant oneWrite = BareContestant.oneWrite();
    private final List<LatencyContestant> otherFloors =
            List.of(BareContestant.afterOk(), BareContestant.afterOkHandedOver());
    private final List<LatencyContestant> peers = new ArrayList<>();
    private final Map<LatencyContestant, Rounds> medians = new LinkedHashMap<>();
    private final Map<LatencyContestant, Rounds> tails = new LinkedHashMap<>();
    private final Map<LatencyContestant, Integer> failures = new LinkedHashMap<>();
    private final Table table;

    /** @param withPeers whether others take part */
    public LatencyBenchmark(Table table, boolean withPeers, Optional<NodeScripts> node) {
        this.table = table;
        if (withPeers) {
            peers.add(AngusContestant.byIdle());
            peers.add(AngusContestant.byIdleManager());
            peers.add(new SpringContestant());
            peers.add(new CamelMailContestant());
            node.ifPresent(scripts -> peers.add(new ImapFlowContestant(scripts)));
        }
    }

    public void run() throws Exception {
        List<LatencyContestant> order = new ArrayList<>(List.of(route, oneWrite));
        order.addAll(otherFloors);
        order.addAll(peers);
        for (LatencyContestant contestant : order) {
            medians.put(contestant, new Rounds());
            tails.put(contestant, new Rounds());
            if (contestant.idles()) {
                round(contestant, contestant.mails(WARM_UP), false);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            Collections.rotate(order, 1);
            for (LatencyContestant contestant : order) {
                round(contestant, contestant.mails(MAILS), true);
            }
        }
        table.add(row("p50", medians, oneWrite).atMost(GOAL_P50));
        table.add(row("p99", tails, oneWrite).atMost(GOAL_P99));
        for (LatencyContestant floor : otherFloors) {
            table.add(row("p50", medians, floor));
            table.add(row("p99", tails, floor));
        }
        for (LatencyContestant peer : peers) {
            if (failures.containsKey(peer)) {
                table.remark("Latency: " + failures.get(peer) + " rounds of " + peer.title()
                        + " do not count, because a mail did not come within ten seconds.");
            }
            if (medians.get(peer).isEmpty()) {
                continue;
            }
            table.add(better(row("p50", medians, peer)));
            table.add(better(row("p99", tails, peer)));
        }
    }

    private void round(LatencyContestant contestant, int mails, boolean counts) throws Exception {
        long[] delays;
        try {
            delays = measure(contestant, mails);
        } catch (MailMissingException missing) {
            if (!peers.contains(contestant)) {
                throw missing;
            }
            failures.merge(contestant, 1, Integer::sum);
            return;
        }
        if (counts) {
            medians.get(contestant).add(Rounds.percentile(delays, 0.50) / MICRO);
            tails.get(contestant).add(Rounds.percentile(delays, 0.99) / MICRO);
        }
    }

    private long[] measure(LatencyContestant contestant, int mails) throws Exception {
        long[] delays = new long[mails];
        int first = contestant.idles() ? FIRST : 1;
        try (LatencyLane lane = new LatencyLane(contestant)) {
            for (int i = -first; i < mails; i++) {
                long delay = lane.measure(mail);
                if (i >= 0) {
                    delays[i] = delay;
                }
            }
        }
        return delays;
    }

    private Table.Row row(String which, Map<LatencyContestant, Rounds> figures, LatencyContestant peer) {
        return Table.row("latency " + which + ", µs", route.title(), peer.title())
                .figures(figures.get(route), figures.get(peer), "%.0f");
    }

    private static Table.Row better(Table.Row row) {
        return row.withTarget("less", row.ratio() < 1);
    }
}
