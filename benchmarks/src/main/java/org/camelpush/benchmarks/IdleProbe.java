package org.camelpush.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import io.netty.util.internal.PlatformDependent;

/**
 * The process that is measured: connects some mailboxes, so that everything shared exists, measures, connects many more,
 * measures again, and prints what each of those costs.
 */
final class IdleProbe {

    static final String HEAP = "heap";
    static final String DIRECT = "direct";
    static final String THREADS = "threads";
    static final String CLASS = "class";

    private static final int BEFORE = 100;
    private static final int COLLECTIONS = 6;
    private static final int SHOWN = 30;
    private static final long PATIENCE_MILLIS = 120_000;

    private IdleProbe() {}

    /** Arguments: way, port, count. */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[2]);
        try (IdleMailboxes mailboxes = IdleMailboxes.Way.valueOf(arguments[0]).make(Integer.parseInt(arguments[1]))) {
            connect(mailboxes, BEFORE, BEFORE);
            Histogram classesBefore = Histogram.now();
            long heapBefore = heap();
            long directBefore = PlatformDependent.usedDirectMemory();
            int threadsBefore = threads();
            connect(mailboxes, count, BEFORE + count);
            double heap = heap() - heapBefore;
            double direct = PlatformDependent.usedDirectMemory() - directBefore;
            print(HEAP, heap / count);
            print(DIRECT, direct / count);
            System.out.println(THREADS + " " + threadsBefore + " " + threads());
            Histogram.now().since(classesBefore, count).stream()
                    .limit(SHOWN)
                    .forEach(growth -> System.out.printf(
                            Locale.ROOT,
                            "%s %.1f %.2f %s%n",
                            CLASS,
                            growth.octets(),
                            growth.instances(),
                            growth.name()));
            System.out.flush();
        }
        System.exit(0);
    }

    private static void connect(IdleMailboxes mailboxes, int count, int all) throws Exception {
        mailboxes.add(count);
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (mailboxes.idling() < all) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(mailboxes.idling() + " of " + all + " mailboxes idle");
            }
            Thread.sleep(100);
        }
        Thread.sleep(1_000);
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

    private static void print(String name, double figure) {
        System.out.println(name + " " + figure);
    }
}
