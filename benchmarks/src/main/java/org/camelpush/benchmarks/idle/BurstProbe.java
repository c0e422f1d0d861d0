package org.camelpush.benchmarks.idle;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The process whose mailboxes all get a mail at once, as often as it is told to. */
final class BurstProbe {

    static final String READY = "ready";
    static final String DELIVER = "deliver";
    static final String STALL = "stall";

    private final Semaphore arrived = new Semaphore(0);
    private final IdleMailboxes.Way way;
    private final IdleServerPort server;
    private final int count;
    private int watched;

    private BurstProbe(IdleMailboxes.Way way, IdleServerPort server, int count) {
        this.way = way;
        this.server = server;
        this.count = count;
    }

    /** Arguments: way, port of the server, port where it stalls, port where it is asked, count. */
    public static void main(String[] arguments) throws Exception {
        IdleMailboxes.Way way = IdleMailboxes.Way.valueOf(arguments[0]);
        IdleServerPort server = new IdleServerPort(Integer.parseInt(arguments[3]));
        new BurstProbe(way, server, Integer.parseInt(arguments[4]))
                .run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().halt(0);
    }

    private void run(int port, int stallingPort) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        IdleMailboxes mailboxes = way.make(Security.PLAIN, arrived::release);
        add(mailboxes, port, count);
        System.out.println(READY);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(STALL)) {
                add(mailboxes, stallingPort, 1);
                server.stall();
                System.out.println(READY);
            } else {
                System.out.println(deliver());
            }
        }
    }

    private void add(IdleMailboxes mailboxes, int port, int more) throws Exception {
        mailboxes.add(port, more);
        watched += more;
        Watching.await(server, way, watched);
    }

    /** Nanoseconds from the first mail's EXISTS until the last mail is there; or how many are missing, below zero. */
    private long deliver() throws Exception {
        long start = System.nanoTime();
        server.deliver(count);
        if (!arrived.tryAcquire(count, 2, TimeUnit.MINUTES)) {
            return arrived.availablePermits() - count;
        }
        long end = System.nanoTime();
        Watching.await(server, way, watched);
        return end - start;
    }
}
