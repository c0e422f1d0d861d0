package org.camelpush.imapidle.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Knows of each mail of the folder where it is: to be fetched, asked for in vain, fetched and waiting, in the route,
 * failed and waiting, or done with. Lives longer than connections do. A mail is in one place at a time; what is up to
 * {@code high} and in none is done with.
 */
final class Ledger {

    /** Mails that are fetched ahead of the route, so that it never waits for the network. */
    static final int PREFETCH = 64;

    private final SessionSettings settings;
    private boolean begun;
    private long uidValidity;
    private long high;

    private final UidSet toFetch = new UidSet();
    private final UidSet missing = new UidSet();
    private final RouteQueue queue;
    private final Retries retries;
    /** Done with, but beyond {@code high}, because the command that brought them did not end well. */
    private final UidSet doneAhead = new UidSet();

    private boolean cursorDirty;

    Ledger(SessionSettings settings) {
        this.settings = settings;
        queue = new RouteQueue(settings.maxInFlight());
        retries = new Retries(settings.redelivery());
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
        List<Body> unread = takeBack();
        queue.renumbered();
        toFetch.clear();
        missing.clear();
        retries.clear();
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

    /** The highest mail the route may know of: beyond {@code high} where the command that brought it did not end well. */
    long top() {
        return Math.max(high, Math.max(doneAhead.max(), inHand().max()));
    }

    /** True when this session has the mail in hand, or is done with it. */
    private boolean has(long uid) {
        return uid <= high
                || toFetch.contains(uid)
                || missing.contains(uid)
                || queue.has(uid)
                || retries.isWaiting(uid)
                || doneAhead.contains(uid);
    }

    /** True when the mail waits to be handed to the route. */
    boolean isReady(long uid) {
        return queue.isReady(uid);
    }

    /** True when the route has had this mail, or will have it before anything else of it, or does not want it. */
    boolean isKnownToRoute(long uid) {
        return unknownToRoute(UidSet.of(uid)).isEmpty();
    }

    /** Which of these are still to come to the route. */
    UidSet unknownToRoute(UidSet uids) {
        UidSet unknown = uids.copy();
        unknown.removeThrough(high);
        unknown.addAll(uids.common(toFetch));
        unknown.addAll(uids.common(missing));
        UidSet known = doneAhead.copy();
        queue.addAllTo(known);
        retries.addFailedTo(known);
        unknown.removeAll(known);
        UidSet unreadable = new UidSet();
        retries.addUnreadableTo(unreadable);
        unknown.addAll(uids.common(unreadable));
        return unknown;
    }

    /** There is something else to be kept with the position. */
    void positionChanged() {
        cursorDirty = true;
    }

    /** All mails of the folder beyond {@code high} are these, and some are wanted; returns how many were news. */
    int learn(UidSet found, UidSet wanted) {
        // by ranges, for a set of millions may be one of them
        UidSet news = found.copy();
        news.removeThrough(high);
        news.removeAll(inHand());
        news.removeAll(doneAhead);
        UidSet unwanted = news.copy();
        unwanted.removeAll(wanted);
        int count = (int) news.size();
        news.removeAll(unwanted);
        toFetch.addAll(news);
        advance(found.max());
        return count;
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
        int attempt = retries.failures(uid) + 1;
        queue.add(new PushedMail(settings.folder(), uidValidity, mail, noticedAt, attempt));
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

    /** The server has this mail, but did not send it: try again later. */
    void unreadable(long uid, long now) {
        if (missing.remove(uid)) {
            retries.unreadable(uid, now);
        }
    }

    /** The mail is not in the folder any more, or is not to be delivered. */
    void gone(long uid) {
        missing.remove(uid);
        toFetch.remove(uid);
        done(uid);
    }

    /** The next mail for the route, lowest identifier first, if it has room beside so many that are done with. */
    Optional<PushedMail> nextDelivery(int beside) {
        return queue.next(beside);
    }

    /** What came of an exchange. */
    enum Outcome {
        UNKNOWN,
        DONE,
        PARKED,
        GIVEN_UP
    }

    Outcome acknowledged(long ofUidValidity, long uid, boolean success, long now) {
        if (ofUidValidity != uidValidity) {
            queue.strayEnded();
            return Outcome.UNKNOWN;
        }
        if (!queue.ended(uid)) {
            return Outcome.UNKNOWN;
        }
        if (success) {
            done(uid);
            return Outcome.DONE;
        }
        if (retries.failed(uid, now)) {
            return Outcome.PARKED;
        }
        done(uid);
        return Outcome.GIVEN_UP;
    }

    private void done(long uid) {
        retries.forget(uid);
        if (uid > high) {
            doneAhead.add(uid);
        }
        cursorDirty = true;
    }

    /** How long until the next failed mail is due. */
    OptionalLong nextRedelivery(long now) {
        return retries.nextDue(now);
    }

    /** Failed mails whose time has come are fetched again. */
    void redeliver(long now) {
        retries.takeDue(now, toFetch);
    }

    /** How many mails may be fetched now: none until half of what was fetched ahead has left. */
    int room() {
        int window = Math.max(PREFETCH, 2 * settings.maxInFlight());
        int taken = readyCount() + inFlightCount();
        return taken > window / 2 || retries.areTooMany() ? 0 : window - taken;
    }

    /** True when the route has nothing of this mailbox. */
    boolean isQuiet() {
        return readyCount() + inFlightCount() == 0;
    }

    int readyCount() {
        return queue.readyCount();
    }

    int inFlightCount() {
        return queue.inFlightCount();
    }

    int parkedCount() {
        return retries.waiting();
    }

    /** Gives back what was fetched and not delivered; it will have to be fetched again. */
    List<Body> takeBack() {
        return queue.takeBack(toFetch);
    }

    /** The position if it changed since the last call. */
    Optional<Cursor> takeCursor() {
        if (!cursorDirty || !begun) {
            return Optional.empty();
        }
        cursorDirty = false;
        UidSet pending = inHand();
        pending.removeBeyond(high);
        long top = Math.max(high, doneAhead.max());
        if (top > high) {
            // covers what is done with before its FETCH has ended: what lies between, if it is there, is still to come
            pending.addRange(high + 1, top);
            doneAhead.forEach(pending::remove);
        }
        return Optional.of(new Cursor(uidValidity, top, pending));
    }

    private UidSet inHand() {
        UidSet all = toFetch.copy();
        all.addAll(missing);
        queue.addAllTo(all);
        retries.addWaitingTo(all);
        return all;
    }
}
