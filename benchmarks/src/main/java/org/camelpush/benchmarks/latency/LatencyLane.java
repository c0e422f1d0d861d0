package org.camelpush.benchmarks.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;

/** One contestant with a server and a mailbox of its own. */
public final class LatencyLane implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofNanos(50_000);

    /** Between two mails, so that every thread has gone to sleep, as it would have in real life. */
    private static final Duration REST = Duration.ofNanos(300_000);

    private static final int POLLING_MILLIS = 1_000;

    private final LatencyContestant contestant;
    private final MailboxScript mailbox = new MailboxScript();
    private final BlockingQueue<Long> arrivals = new ArrayBlockingQueue<>(16);
    private final ScriptedImapServer server;

    LatencyLane(LatencyContestant contestant) throws Exception {
        this.contestant = contestant;
        server = ScriptedImapServer.of(mailbox).withoutTranscript().start();
        contestant.start(server.port(), arrivals::add);
        awaitRest(0);
    }

    /** Delivers one mail and returns the nanoseconds from its EXISTS to its arrival, when all is quiet again. */
    long measure(byte[] mail) throws InterruptedException, MailMissingException {
        if (!contestant.idles()) {
            // anywhere between two of its looks
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(POLLING_MILLIS));
        }
        long before = System.nanoTime();
        long uid = mailbox.deliver(mail);
        Long arrived = arrivals.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        if (arrived == null) {
            throw new MailMissingException(contestant.title() + " did not bring mail " + uid);
        }
        awaitRest(uid);
        // who polls is told when it asks
        long told = contestant.idles() ? mailbox.delivery(uid).orElseThrow().nanoTime() : before;
        return arrived - told;
    }

    private void awaitRest(long uid) throws MailMissingException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isAtRest(uid)) {
            if (System.nanoTime() > deadline) {
                throw new MailMissingException(contestant.title() + " does not come to rest after mail " + uid);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        LockSupport.parkNanos(REST.toNanos());
    }

    private boolean isAtRest(long uid) {
        return (!contestant.idles() || mailbox.idling() == 1)
                && (uid == 0 || !contestant.marksSeen() || mailbox.flags(uid).contains("\\Seen"));
    }

    @Override
    public void close() throws IOException {
        contestant.stop();
        server.close();
    }
}
