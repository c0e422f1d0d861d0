package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails of which nobody knows whether they were taken, each with its exchange's thread, until a person says. Thread-safe. */
final class HeldMails {

    /** Each holds a thread; further ones are not held. */
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(HeldMails.class);

    private final ConcurrentMap<String, BlockingQueue<Boolean>> waiting = new ConcurrentHashMap<>();

    /**
     * Waits for a person.
     *
     * @return true to send it again, false when it had arrived; null when nobody has said so in time
     */
    Boolean hold(String messageId, Duration timeout) throws InterruptedException {
        BlockingQueue<Boolean> word = new LinkedBlockingQueue<>();
        if (waiting.size() >= MOST || waiting.putIfAbsent(messageId, word) != null) {
            return null;
        }
        LOG.warn(
                "The mail {} is held for {}: its connection was lost before the server took it, and it may have arrived."
                        + " Look for it there; operation=resend sends it again, operation=dismiss ends its exchange well",
                messageId,
                timeout);
        try {
            return word.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.remove(messageId);
        }
    }

    /** What a person says of all that are held. */
    void settle(boolean again) {
        waiting.values().forEach(each -> each.add(again));
    }

    /** Their Message-IDs. */
    List<String> ids() {
        return waiting.keySet().stream().sorted().toList();
    }
}
