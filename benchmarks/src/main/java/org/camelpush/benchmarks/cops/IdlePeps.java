package org.camelpush.benchmarks.cops;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.TrafficCounter;

/**
 * A process of its own with many idle sessions of one side: of the PDP that listens, or of the PEPs. Connects some, so that what
 * is shared exists, measures, connects all others, measures again, and waits for some minutes whether one is lost.
 */
final class IdlePeps {

    static final int BEFORE = 100;
    static final int KEEP_ALIVE = 30;

    private static final int COLLECTIONS = 6;
    private static final int PATIENCE_SECONDS = 300;

    private IdlePeps() {}

    /** What one side has cost, and what it has lost, as a line. */
    record Cost(double heap, int threadsBefore, int threadsAfter, long timedOut, long gone) {

        static Cost parse(String line) {
            String[] words = line.split(" ");
            return new Cost(
                    Double.parseDouble(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]));
        }

        String line() {
            return String.format(Locale.ROOT, "%.1f %d %d %d %d", heap, threadsBefore, threadsAfter, timedOut, gone);
        }
    }

    /** Arguments: pdp, sessions, seconds; or pep, sessions, seconds, port. */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        if (arguments[0].equals("pdp")) {
            pdp(count, seconds);
        } else {
            peps(Integer.parseInt(arguments[3]), count, seconds);
        }
        // what thousands of connections take to be closed in order is nobody's question
        Runtime.getRuntime().halt(0);
    }

    private static void pdp(int count, int seconds) throws Exception {
        SessionPdp pdp = new SessionPdp(KEEP_ALIVE);
        System.out.println(pdp.port());
        LongSupplier there = pdp.server()::sessions;
        await(() -> there.getAsLong() == BEFORE);
        long heap = heap();
        int threads = threads();
        System.out.println("more");
        await(() -> there.getAsLong() == BEFORE + count);
        double each = (heap() - heap) / (double) count;
        Thread.sleep(seconds * 1_000L);
        System.out.println(new Cost(
                        each,
                        threads,
                        threads(),
                        pdp.server().traffic().of(TrafficCounter.KA_TIMEDOUT_CLIENTS),
                        BEFORE + count - there.getAsLong())
                .line());
        // until the PEPs have counted too
        System.in.read();
    }

    private static void peps(int port, int count, int seconds) throws Exception {
        PepLoad peps = new PepLoad(port, BEFORE);
        await(() -> open(peps.peps()) == BEFORE);
        long heap = heap();
        int threads = threads();
        System.out.println("ready");
        System.in.read();
        peps.add(port, count);
        await(() -> open(peps.peps()) == BEFORE + count);
        double each = (heap() - heap) / (double) count;
        Thread.sleep(seconds * 1_000L);
        System.out.println(new Cost(
                        each,
                        threads,
                        threads(),
                        peps.peps().stream()
                                .mapToLong(pep -> pep.traffic().of(TrafficCounter.KA_TIMEDOUT_CLIENTS))
                                .sum(),
                        peps.peps().stream()
                                .filter(pep -> pep.snapshot().lastFailure() != null)
                                .count())
                .line());
    }

    private static long open(List<PepClient> peps) {
        return peps.stream()
                .filter(pep -> pep.snapshot().openClientTypes().contains(Octets80.CLIENT_TYPE))
                .count();
    }

    private static void await(BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Not all sessions were there within " + PATIENCE_SECONDS + " s");
            }
            Thread.sleep(100);
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
