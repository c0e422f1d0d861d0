package org.camelpush.benchmarks.idle;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import io.netty.util.internal.PlatformDependent;

/**
 * The process that is measured: connects some mailboxes, so that everything shared exists, measures, connects many more,
 * measures again, and prints what each of those costs.
 */
final class IdleProbe {

    static final int BEFORE = 100;

    private static final int COLLECTIONS = 6;
    private static final int SHOWN = 30;

    private IdleProbe() {}

    /** Arguments: way, security, port of the server, port where it is asked, count. */
    public static void main(String[] arguments) throws Exception {
        IdleMailboxes.Way way = IdleMailboxes.Way.valueOf(arguments[0]);
        int port = Integer.parseInt(arguments[2]);
        IdleServerPort server = new IdleServerPort(Integer.parseInt(arguments[3]));
        int count = Integer.parseInt(arguments[4]);
        try (IdleMailboxes mailboxes = way.make(Security.valueOf(arguments[1]), () -> {})) {
            mailboxes.add(port, BEFORE);
            Watching.await(server, way, BEFORE);
            Histogram classesBefore = Histogram.now();
            long heapBefore = heap();
            long directBefore = PlatformDependent.usedDirectMemory();
            int threadsBefore = threads();
            mailboxes.add(port, count);
            Watching.await(server, way, BEFORE + count);
            double heap = heap() - heapBefore;
            double direct = PlatformDependent.usedDirectMemory() - directBefore;
            print(IdleCost.HEAP, heap / count);
            print(IdleCost.DIRECT, direct / count);
            System.out.println(IdleCost.THREADS + " " + threadsBefore + " " + threads());
            Histogram.now().since(classesBefore, count).stream()
                    .limit(SHOWN)
                    .forEach(growth -> System.out.printf(
                            Locale.ROOT,
                            "%s %.1f %.2f %s%n",
                            IdleCost.CLASS,
                            growth.octets(),
                            growth.instances(),
                            growth.name()));
            System.out.flush();
            // what thousands of connections take to be closed in order is nobody's question
            Runtime.getRuntime().halt(0);
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

    private static void print(String name, double figure) {
        System.out.println(name + " " + figure);
    }
}
