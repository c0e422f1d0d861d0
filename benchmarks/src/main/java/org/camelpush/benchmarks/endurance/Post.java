package org.camelpush.benchmarks.endurance;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.TestMails;

/** Mail that keeps coming, in bursts, whether the server runs or not. */
final class Post implements AutoCloseable {

    private static final int LARGEST_BURST = 8;
    private static final int LONGEST_PAUSE_MILLIS = 400;

    /** One in so many is large enough for a file. */
    private static final int LARGE = 100;

    private static final int LARGE_LINES = 4_000;
    private static final String LINE = "x".repeat(76) + "\n";

    private final DovecotServer dovecot;
    private final Random random;
    private final Map<Watched, Set<String>> sent = new EnumMap<>(Watched.class);
    private final Thread thread = new Thread(this::work, "post");
    private volatile boolean over;
    private volatile Throwable failure;

    Post(DovecotServer dovecot, Random random) {
        this.dovecot = dovecot;
        this.random = random;
        for (Watched mailbox : Watched.values()) {
            sent.put(mailbox, new LinkedHashSet<>());
        }
    }

    void start() {
        thread.start();
    }

    private void work() {
        try {
            while (!over) {
                for (int i = random.nextInt(LARGEST_BURST); i >= 0; i--) {
                    deliver(Watched.values()[random.nextInt(Watched.values().length)]);
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Delivers one mail more. */
    void deliver(Watched mailbox) throws IOException {
        Set<String> ofMailbox = sent.get(mailbox);
        String messageId = "<" + mailbox.title() + "-" + (ofMailbox.size() + 1) + "@endurance.invalid>";
        boolean large = random.nextInt(LARGE) == 0;
        dovecot.deliver(
                mailbox.title(), TestMails.withMessageId(messageId, messageId, LINE.repeat(large ? LARGE_LINES : 10)));
        ofMailbox.add(messageId);
    }

    /** Brings no more; afterwards all that was sent is known. */
    void stop() throws InterruptedException {
        over = true;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("Mail could not be delivered to the server", failure);
        }
    }

    /** The Message-IDs of all mails, only to be asked when it has stopped. */
    Map<Watched, Set<String>> sent() {
        return sent;
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
        try {
            // a mail on its way must not outlive the server's folder
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
