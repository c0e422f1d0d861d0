package org.camelpush.benchmarks.endurance;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.FaultProxy;

/**
 * Makes trouble, one thing after the other. A dead server and a dead link stay so for a while, and other things happen
 * meanwhile.
 */
final class Chaos implements AutoCloseable {

    private static final int LONGEST_REST_MILLIS = 2_000;
    private static final int LONGEST_OUTAGE_MILLIS = 4_000;
    private static final int LONGEST_ANSWER = 20_000;
    private static final long WORK_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final DovecotServer dovecot;
    private final FaultProxy proxy;
    private final Application application;
    private final Random random;
    private final Map<Trouble, Integer> counts = new EnumMap<>(Trouble.class);
    private final ExecutorService healers = Executors.newFixedThreadPool(2);
    private Future<?> serverBack;
    private Future<?> linkBack;

    Chaos(DovecotServer dovecot, FaultProxy proxy, Application application, Random random) {
        this.dovecot = dovecot;
        this.proxy = proxy;
        this.application = application;
        this.random = random;
        for (Trouble trouble : Trouble.values()) {
            counts.put(trouble, 0);
        }
    }

    /** Goes on until this time of {@link System#nanoTime()}, and then heals everything. */
    void run(long until) throws Exception {
        while (System.nanoTime() - until < 0) {
            for (Trouble trouble : Trouble.round(random)) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_REST_MILLIS));
                if (System.nanoTime() - until >= 0) {
                    break;
                }
                application.requireAlive();
                make(trouble, random.nextInt(LONGEST_OUTAGE_MILLIS));
            }
        }
        await(serverBack);
        await(linkBack);
        proxy.restore();
        dovecot.restart();
    }

    private void make(Trouble trouble, int millis) throws Exception {
        switch (trouble) {
            case KILL_APPLICATION -> killApplication();
            case KILL_SERVER -> serverDown(dovecot::kill9, millis);
            case STOP_SERVER -> serverDown(dovecot::stop, millis);
            case KILL_SESSIONS -> dovecot.killSessions();
            case CUT -> proxy.cut();
            case RESET -> proxy.reset();
            case CUT_IN_ANSWER -> proxy.cutOnceAfterBytes(random.nextInt(LONGEST_ANSWER));
            case BLACK_HOLE -> linkDown(millis);
        }
        counts.merge(trouble, 1, Integer::sum);
    }

    /** Kills it at work, not while it starts. */
    private void killApplication() throws IOException, InterruptedException {
        long latest = System.nanoTime() + WORK_NANOS;
        while (!application.hasWorked() && System.nanoTime() - latest < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
        application.kill();
        application.start();
    }

    private void serverDown(Runnable end, int millis) throws Exception {
        await(serverBack);
        end.run();
        serverBack = healers.submit(() -> {
            TimeUnit.MILLISECONDS.sleep(millis);
            dovecot.restart();
            return null;
        });
    }

    private void linkDown(int millis) throws Exception {
        await(linkBack);
        proxy.blackHole();
        linkBack = healers.submit(() -> {
            TimeUnit.MILLISECONDS.sleep(millis);
            proxy.restore();
            return null;
        });
    }

    private static void await(Future<?> begun) throws ExecutionException, InterruptedException {
        if (begun != null) {
            begun.get();
        }
    }

    /** How often what was done. */
    Map<Trouble, Integer> counts() {
        return counts;
    }

    @Override
    public void close() {
        healers.shutdownNow();
        try {
            // a restart that has begun must not outlive the server's folder
            healers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
