package org.camelpush.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camelpush.imapidle.testkit.TestMails;

/** From the server's EXISTS to the route's first step, next to a bare client on the same server. */
final class LatencyBenchmark {

    private static final int ROUNDS = Integer.getInteger("latency.rounds", 10);
    private static final int MAILS = Integer.getInteger("latency.mails", 1_000);
    private static final int WARM_UP = Integer.getInteger("latency.warmUp", 6_000);

    /** Mails at the start of a round that do not count: new connections, cold caches. */
    private static final int FIRST = 50;

    private static final double MICRO = 1_000.0;

    private final byte[] mail = TestMails.ofSize(4 * 1_024);
    private final LatencyContestant route = new RouteContestant();
    private final LatencyContestant oneWrite = BareContestant.oneWrite();
    private final LatencyContestant afterOk = BareContestant.afterOk();
    private final LatencyContestant handedOver = BareContestant.afterOkHandedOver();
    private final Map<LatencyContestant, Rounds> medians = new LinkedHashMap<>();
    private final Map<LatencyContestant, Rounds> tails = new LinkedHashMap<>();

    void run(Table table) throws Exception {
        List<LatencyContestant> order = new ArrayList<>(List.of(route, oneWrite, afterOk, handedOver));
        for (LatencyContestant contestant : order) {
            medians.put(contestant, new Rounds());
            tails.put(contestant, new Rounds());
            measure(contestant, WARM_UP);
        }
        for (int round = 0; round < ROUNDS; round++) {
            Collections.rotate(order, 1);
            for (LatencyContestant contestant : order) {
                long[] delays = measure(contestant, MAILS);
                medians.get(contestant).add(Rounds.percentile(delays, 0.50) / MICRO);
                tails.get(contestant).add(Rounds.percentile(delays, 0.99) / MICRO);
            }
        }
        compare(table, oneWrite, true);
        compare(table, afterOk, false);
        compare(table, handedOver, false);
    }

    private long[] measure(LatencyContestant contestant, int mails) throws Exception {
        long[] delays = new long[mails];
        try (LatencyLane lane = new LatencyLane(contestant)) {
            for (int i = -FIRST; i < mails; i++) {
                long delay = lane.measure(mail);
                if (i >= 0) {
                    delays[i] = delay;
                }
            }
        }
        return delays;
    }

    private void compare(Table table, LatencyContestant peer, boolean decides) {
        Table.Row p50 = Table.row("latency p50, µs", route.title(), peer.title())
                .figures(medians.get(route), medians.get(peer), "%.0f");
        Table.Row p99 = Table.row("latency p99, µs", route.title(), peer.title())
                .figures(tails.get(route), tails.get(peer), "%.0f");
        table.add(decides ? p50.atMost(1.5) : p50);
        table.add(decides ? p99.atMost(3) : p99);
    }
}
