package org.camelpush.imapidle.session;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.camelpush.imapidle.protocol.UidSet;

/** Mails that failed: how often, and when they come again. */
final class Retries {

    /** Failed mails that may wait before no new ones are fetched. */
    static final int MAX_PARKED = 100;

    /** Mails that the server may withhold before no more are asked for. */
    static final int MAX_UNREADABLE = 1_000;

    /** What is known of one mail that failed. */
    private static final class Retry {
        private int failures;
        private int waits;
        private boolean unreadable;
        private boolean waiting;
        private long due;
    }

    private final RedeliveryPolicy policy;
    private Map<Long, Retry> retries = Map.of();
    private int failedWaiting;
    private int unreadableWaiting;

    Retries(RedeliveryPolicy policy) {
        this.policy = policy;
    }

    /** The exchange failed. False when that was the last attempt: the mail is forgotten here. */
    boolean failed(long uid, long now) {
        Retry retry = of(uid);
        retry.failures++;
        if (policy.givesUpAfter(retry.failures)) {
            forget(uid);
            return false;
        }
        await(retry, false, now);
        return true;
    }

    /** The server has the mail, but did not send it. This is no attempt of the route, so it is never the last. */
    void unreadable(long uid, long now) {
        await(of(uid), true, now);
    }

    private Retry of(long uid) {
        if (retries.isEmpty()) {
            retries = new HashMap<>();
        }
        return retries.computeIfAbsent(uid, none -> new Retry());
    }

    private void await(Retry retry, boolean unreadable, long now) {
        retry.waits++;
        retry.waiting = true;
        retry.unreadable = unreadable;
        retry.due = now + policy.delayAfter(retry.waits);
        count(unreadable, 1);
    }

    private void count(boolean unreadable, int change) {
        if (unreadable) {
            unreadableWaiting += change;
        } else {
            failedWaiting += change;
        }
    }

    /** The mail is done with. */
    void forget(long uid) {
        if (!retries.isEmpty()) {
            retries.remove(uid);
        }
    }

    /** Failed exchanges of this mail. */
    int failures(long uid) {
        Retry retry = retries.get(uid);
        return retry == null ? 0 : retry.failures;
    }

    boolean isWaiting(long uid) {
        Retry retry = retries.get(uid);
        return retry != null && retry.waiting;
    }

    /** Moves the mails whose time has come into a set. */
    void takeDue(long now, UidSet into) {
        retries.forEach((uid, retry) -> {
            if (retry.waiting && retry.due - now <= 0) {
                retry.waiting = false;
                count(retry.unreadable, -1);
                into.add(uid);
            }
        });
    }

    /** Adds the mails that wait to a set. */
    void addWaitingTo(UidSet set) {
        retries.forEach((uid, retry) -> {
            if (retry.waiting) {
                set.add(uid);
            }
        });
    }

    /** Adds the mails that the route has had in vain to a set. */
    void addFailedTo(UidSet set) {
        retries.forEach((uid, retry) -> {
            if (retry.failures > 0) {
                set.add(uid);
            }
        });
    }

    /** Adds the mails that wait and that the route has never had to a set. */
    void addUnreadableTo(UidSet set) {
        retries.forEach((uid, retry) -> {
            if (retry.waiting && retry.failures == 0) {
                set.add(uid);
            }
        });
    }

    /** How long until the next mail is due, zero or less for now. */
    OptionalLong nextDue(long now) {
        return retries.values().stream()
                .filter(retry -> retry.waiting)
                .mapToLong(retry -> retry.due - now)
                .min();
    }

    /** Mails that wait. */
    int waiting() {
        return failedWaiting + unreadableWaiting;
    }

    /** True when not the mails are at fault, but the route or the server, and more mails would only fail too. */
    boolean areTooMany() {
        return failedWaiting >= MAX_PARKED || unreadableWaiting >= MAX_UNREADABLE;
    }

    void clear() {
        retries = Map.of();
        failedWaiting = 0;
        unreadableWaiting = 0;
    }
}
