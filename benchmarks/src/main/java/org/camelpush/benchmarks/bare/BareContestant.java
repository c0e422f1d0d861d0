package org.camelpush.benchmarks.bare;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import org.camelpush.benchmarks.latency.LatencyContestant;

/**
 * The bare client; a mail has come to its end when its last octet is there, or, handed over, when a worker has it: what
 * any client pays that keeps its users off the event loop.
 */
public final class BareContestant implements LatencyContestant {

    private final String title;
    private final BareIdleClient.Way way;
    private final boolean handedOver;
    private EventLoopGroup group;
    private ExecutorService worker;

    private BareContestant(String title, BareIdleClient.Way way, boolean handedOver) {
        this.title = title;
        this.way = way;
        this.handedOver = handedOver;
    }

    public static BareContestant oneWrite() {
        return new BareContestant("bare Netty, DONE and FETCH in one write", BareIdleClient.Way.ONE_WRITE, false);
    }

    public static BareContestant afterOk() {
        return new BareContestant("bare Netty, FETCH after DONE's OK", BareIdleClient.Way.AFTER_OK, false);
    }

    public static BareContestant afterOkHandedOver() {
        return new BareContestant(
                "bare Netty, FETCH after DONE's OK, handed to a worker", BareIdleClient.Way.AFTER_OK, true);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void start(int port, LongConsumer arrivals) {
        group = new NioEventLoopGroup(1);
        worker = Executors.newSingleThreadExecutor();
        LongConsumer end = handedOver ? time -> worker.execute(() -> arrivals.accept(System.nanoTime())) : arrivals;
        BareConnection.open(group, port, new BareIdleClient(way, "user", () -> {}, end))
                .syncUninterruptibly();
    }

    @Override
    public void stop() {
        Loops.end(group);
        worker.shutdown();
    }

    @Override
    public boolean marksSeen() {
        return false;
    }
}
