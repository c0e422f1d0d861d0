package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Knows of each mail of the folder where it is: to be fetched, fetched and waiting, in the route, failed and waiting,
 * or done with. Lives longer than connections do. A mail is in one place at a time; what is up to {@code high} and in
 * none is done with.
 */
final class Ledger {

    /** Mails that are fetched ahead of the route, so that it never waits for the network. */
    static final int PREFETCH = 64;

    /** Failed mails that may wait before no new ones are fetched: the route, not the mail, is at fault. */
    static final int MAX_PARKED = 100;

    private final SessionSettings settings;
    private boolean begun;
    private long uidValidity;
    private long high;

    private final UidSet toFetch = new UidSet();
    private final UidSet missing = new UidSet();
    private final NavigableMap<Long, PushedMail> ready = new TreeMap<>();
    private final UidSet inFlight = new UidSet();
    private int inFlightCount;
    private final Map<Long, Long> parked = new HashMap<>(0);
    private final Map<Long, Integer> attempts = new HashMap<>(0);
    /** Done with, but beyond {@code high}, because the command that brought them did not end well. */
    private final UidSet doneAhead = new UidSet();

    private boolean cursorDirty;

    Ledger(SessionSettings settings) {
        this.settings = settings;
    }

    /** Takes up a position that was saved. */
    void restore(Cursor cursor) {
        begun = true;
        uidValidity = cursor.uidValidity();
        high = cursor.high();
        toFetch.addAll(cursor.pending());
    }

    /** Begins anew; returns what was fetched and never delivered. */
    List<Body> begin(long newUidValidity, long newHigh, UidSet wanted) {
        List<Body> unread = clearReady();
        toFetch.clear();
        missing.clear();
        inFlight.clear();
        inFlightCount = 0;
        parked.clear();
        attempts.clear();
        doneAhead.clear();
        begun = true;
        uidValidity = newUidValidity;
        high = newHigh;
        toFetch.addAll(wanted);
        cursorDirty = true;
        return unread;
    }

    boolean hasBegun() {
        return begun;
    }

    long uidValidity() {
        return uidValidity;
    }

    long high() {
        return high;
    }

    /** True when this session has the mail in hand, or is done with it. */
    boolean has(long uid) {
        return uid <= high || holds(uid) || doneAhead.contains(uid);
    }

    private boolean holds(long uid) {
        return toFetch.contains(uid)
                || missing.contains(uid)
                || ready.containsKey(uid)
                || inFlight.contains(uid)
                || parked.containsKey(uid);
    }

    /** All mails of the folder beyond {@code high} are these; returns how many were news. */
    int learn(UidSet found) {
        int[] news = {0};
        found.forEach(uid -> {
            if (!has(uid)) {
                toFetch.add(uid);
                news[0]++;
            }
        });
        advance(found.max());
        return news[0];
    }

    /** Every mail up to this one is known. */
    void advance(long newHigh) {
        if (newHigh > high) {
            high = newHigh;
            doneAhead.removeThrough(high);
            cursorDirty = true;
        }
    }

    UidSet nextToFetch(int count) {
        return toFetch.first(count);
    }

    boolean hasToFetch() {
        return !toFetch.isEmpty();
    }

    /** Takes a mail that came; false when it is not wanted (any more). */
    boolean fetched(FetchedMail mail, long noticedAt) {
        long uid = mail.uid();
        if (!toFetch.remove(uid) && has(uid)) {
            return false;
        }
        int attempt = attempts.getOrDefault(uid, 0) + 1;
        ready.put(uid, new PushedMail(settings.folder(), uidValidity, mail, noticedAt, attempt));
        return true;
    }

    /** Asked for and not sent: whether they still exist must be found out. */
    void notSent(UidSet uids) {
        uids.forEach(uid -> {
            if (toFetch.remove(uid)) {
                missing.add(uid);
            }
        });
    }

    UidSet nextMissing(int count) {
        return missing.first(count);
    }

    boolean hasMissing() {
        return !missing.isEmpty();
    }

    /** The server has this mail, but did not send it: try again later. True when it is given up. */
    boolean unreadable(long uid, long now) {
        missing.remove(uid);
        return park(uid, now) == Outcome.GIVEN_UP;
    }

    /** The mail is not in the folder any more, or is not to be delivered. */
    void gone(long uid) {
        missing.remove(uid);
        toFetch.remove(uid);
        attempts.remove(uid);
        done(uid);
    }

    /** The next mail for the route, lowest identifier first, if it has room. */
    Optional<PushedMail> nextDelivery() {
        if (ready.isEmpty() || inFlightCount >= settings.maxInFlight()) {
            return Optional.empty();
        }
        PushedMail mail = ready.pollFirstEntry().getValue();
        inFlight.add(mail.uid());
        inFlightCount++;
        return Optional.of(mail);
    }

    /** What came of an exchange. */
    enum Outcome {
        UNKNOWN,
        DONE,
        PARKED,
        GIVEN_UP
    }

    Outcome acknowledged(long uid, boolean success, long now) {
        if (!inFlight.remove(uid)) {
            return Outcome.UNKNOWN;
        }
        inFlightCount--;
        if (success) {
            attempts.remove(uid);
            done(uid);
            return Outcome.DONE;
        }
        return park(uid, now);
    }

    private Outcome park(long uid, long now) {
        int failures = attempts.merge(uid, 1, Integer::sum);
        if (settings.redelivery().givesUpAfter(failures)) {
            attempts.remove(uid);
            done(uid);
            return Outcome.GIVEN_UP;
        }
        parked.put(uid, now + settings.redelivery().delayAfter(failures));
        return Outcome.PARKED;
    }

    private void done(long uid) {
        if (uid > high) {
            doneAhead.add(uid);
        }
        cursorDirty = true;
    }

    /** When the next failed mail is due. */
    OptionalLong nextRedelivery() {
        return parked.values().stream().mapToLong(Long::longValue).min();
    }

    /** Failed mails whose time has come are fetched again. */
    void redeliver(long now) {
        parked.entrySet().removeIf(entry -> {
            boolean due = entry.getValue() - now <= 0;
            if (due) {
                toFetch.add(entry.getKey());
            }
            return due;
        });
    }

    /** How many mails may be fetched now: none until half of what was fetched ahead has left. */
    int room() {
        int window = Math.max(PREFETCH, 2 * settings.maxInFlight());
        int taken = ready.size() + inFlightCount;
        return taken > window / 2 || parked.size() >= MAX_PARKED ? 0 : window - taken;
    }

    /** True when the route has nothing of this mailbox. */
    boolean isQuiet() {
        return ready.isEmpty() && inFlightCount == 0;
    }

    int readyCount() {
        return ready.size();
    }

    int inFlightCount() {
        return inFlightCount;
    }

    int parkedCount() {
        return parked.size();
    }

    List<Body> clearReady() {
        List<Body> unread = new ArrayList<>();
        ready.values().forEach(mail -> unread.add(mail.mail().body()));
        ready.keySet().forEach(toFetch::add);
        ready.clear();
        return unread;
    }

    /** The position if it changed since the last call. */
    Optional<Cursor> takeCursor() {
        if (!cursorDirty || !begun) {
            return Optional.empty();
        }
        cursorDirty = false;
        UidSet pending = toFetch.copy();
        pending.addAll(missing);
        pending.addAll(inFlight);
        ready.keySet().forEach(pending::add);
        parked.keySet().forEach(pending::add);
        pending.removeBeyond(high);
        return Optional.of(new Cursor(uidValidity, high, pending));
    }
}
