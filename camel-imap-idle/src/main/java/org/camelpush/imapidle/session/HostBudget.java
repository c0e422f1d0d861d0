package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Says which mailbox may connect to a host now, so that the start of thousands, or the end of an outage, does not run it
 * over. A few connect at once; one alone while nobody knows whether the host is up. A host that was not reached is tried
 * again after growing waits, by one mailbox, for all. Pure and not thread-safe, like a session.
 */
public final class HostBudget {

    /** Connections that may be on the way from the first packet to the end of the login, where the host is up. */
    public static final int MAX_HANDSHAKES = 16;

    /** By how much a wait between logins is longer at most, so that several processes do not keep step. */
    private static final double JITTER = 0.2;

    private enum Progress {
        NEW,
        WAITING,
        CONNECTING,
        LOGGED_IN,
        GIVEN_BACK
    }

    /** The way of one mailbox to one connection, from asking until it is given back. */
    public static final class Turn {

        private final Object mailbox;
        private final HostLimits limits;
        private final Runnable coming;
        private Progress progress = Progress.NEW;
        private int failuresBefore;

        /**
         * @param mailbox whose turn it is
         * @param limits what its endpoint allows
         * @param coming is run by {@link #come()}
         */
        public Turn(Object mailbox, HostLimits limits, Runnable coming) {
            this.mailbox = mailbox;
            this.limits = limits;
            this.coming = coming;
        }

        HostLimits limits() {
            return limits;
        }

        /** Tells the mailbox that its turn has come. */
        public void come() {
            coming.run();
        }
    }

    private final RandomGenerator random;
    private final TurnQueue urgent = new TurnQueue();
    private final TurnQueue waiting = new TurnQueue();
    /** The mailbox that found the host down waits here: it has waited for its own next attempt already. */
    private Turn prober;

    private int connecting;
    private int loggedIn;
    private boolean up;
    private int failures;
    private Object lastFailed;
    private long nextProbe;
    private boolean began;
    /** When the last one began, or should have. */
    private long lastBegun;

    private double stretch = 1;

    /**
     * @param random gives the jitter
     */
    public HostBudget(RandomGenerator random) {
        this.random = random;
    }

    /** Takes one step of a turn. What it changes shows in {@link #take}. */
    public void on(Turn turn, TurnStep step, long now) {
        switch (step) {
            case ASK -> await(turn, waiting);
            case ASK_AT_ONCE -> {
                failures = 0;
                await(turn, urgent);
            }
            case REACHED -> {
                up = true;
                failures = 0;
                lastFailed = null;
            }
            case LOGGED_IN -> {
                if (turn.progress == Progress.CONNECTING) {
                    connecting--;
                    loggedIn++;
                    turn.progress = Progress.LOGGED_IN;
                }
            }
            case UNREACHED -> {
                notReached(turn, now);
                giveBack(turn);
            }
            case RETURN -> giveBack(turn);
        }
    }

    private void await(Turn turn, TurnQueue queue) {
        turn.progress = Progress.WAITING;
        if (turn.mailbox == lastFailed && prober == null) {
            prober = turn;
        } else {
            queue.add(turn);
        }
    }

    /** Of attempts that began side by side the first to fail counts, or a host would be down for long at once. */
    private void notReached(Turn turn, long now) {
        up = false;
        if (turn.failuresBefore == failures) {
            failures++;
            lastFailed = turn.mailbox;
            nextProbe = now + turn.limits.pace().delayBefore(failures, false, random);
        }
    }

    private void giveBack(Turn turn) {
        switch (turn.progress) {
            case WAITING -> remove(turn);
            case CONNECTING -> connecting--;
            case LOGGED_IN -> loggedIn--;
            case NEW, GIVEN_BACK -> {
                // nothing was taken
            }
        }
        turn.progress = Progress.GIVEN_BACK;
        up &= connecting + loggedIn > 0;
    }

    private void remove(Turn turn) {
        if (turn == prober) {
            prober = null;
        } else if (!urgent.remove(turn)) {
            waiting.remove(turn);
        }
    }

    /** Those whose turn it is now; they are on their way from here on. */
    public List<Turn> take(long now) {
        List<Turn> taken = new ArrayList<>();
        for (Turn next = next(now); next != null; next = next(now)) {
            remove(next);
            next.progress = Progress.CONNECTING;
            next.failuresBefore = failures;
            connecting++;
            keepPace(next.limits.interval(), now);
            stretch = 1 + JITTER * random.nextDouble();
            taken.add(next);
        }
        return taken;
    }

    /** A turn that comes a little late does not make all after it late: timers do, by about as much as logins may be apart. */
    private void keepPace(long interval, long now) {
        long due = began ? lastBegun + (long) (interval * stretch) : now;
        lastBegun = now - due < interval ? due : now;
        began = true;
    }

    private Turn next(long now) {
        if (!hasRoom()) {
            return null;
        }
        Predicate<HostLimits> allowed = limits -> isAllowed(limits) && untilRate(limits, now) == 0;
        if (prober != null && untilProbe(prober, now) == 0 && allowed.test(prober.limits)) {
            return prober;
        }
        if (untilProbe(now) > 0) {
            return null;
        }
        Turn next = urgent.next(allowed);
        return next == null ? waiting.next(allowed) : next;
    }

    private long untilProbe(Turn turn, long now) {
        return turn.mailbox == lastFailed ? 0 : untilProbe(now);
    }

    private boolean hasRoom() {
        return connecting < (up ? MAX_HANDSHAKES : 1);
    }

    private boolean isAllowed(HostLimits limits) {
        return limits.allowsOneMoreThan(connecting + loggedIn);
    }

    private long untilProbe(long now) {
        return failures == 0 ? 0 : Math.max(0, nextProbe - now);
    }

    private long untilRate(HostLimits limits, long now) {
        return began ? Math.max(0, lastBegun + (long) (limits.interval() * stretch) - now) : 0;
    }

    /** How long until time alone brings somebody a turn; empty where nobody waits for time. */
    public OptionalLong untilNext(long now) {
        if (!hasRoom()) {
            return OptionalLong.empty();
        }
        LongStream alone = prober == null ? LongStream.empty() : until(prober.limits, untilProbe(prober, now), now);
        LongStream others = Stream.concat(urgent.limits().stream(), waiting.limits().stream())
                .flatMapToLong(limits -> until(limits, untilProbe(now), now));
        return LongStream.concat(alone, others).min();
    }

    private LongStream until(HostLimits limits, long probe, long now) {
        return isAllowed(limits) ? LongStream.of(Math.max(probe, untilRate(limits, now))) : LongStream.empty();
    }

    /** True when nobody waits and nobody is connected: nothing is out. */
    public boolean isIdle() {
        return prober == null && urgent.isEmpty() && waiting.isEmpty() && connecting + loggedIn == 0;
    }

    /** In words, what a mailbox with these limits waits for. */
    public String reason(HostLimits limits, long now) {
        if (failures > 0) {
            return "the host was not reached " + failures + " times in a row; one mailbox tries, in "
                    + untilProbe(now) / 1_000_000_000 + " s at the latest, and the others follow";
        }
        if (!isAllowed(limits)) {
            return "maxConnectionsPerHost allows " + limits.maxConnections() + " connections, and there are "
                    + (connecting + loggedIn);
        }
        return connecting + " others are connecting";
    }
}
