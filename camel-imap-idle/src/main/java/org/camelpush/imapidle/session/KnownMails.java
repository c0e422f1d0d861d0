package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.UidSet;

/**
 * Which mails the folder holds, as far as the server has said so, and which number each has on the present connection.
 * Kept as ranges of identifiers; a number is found by counting, since both grow together (RFC 9051 §2.3.1).
 */
final class KnownMails {

    /** More ranges than these are not kept: then nothing is told of mails that are gone. */
    static final int MAX_RANGES = 50_000;

    private final UidSet uids = new UidSet();
    /** Up to here they are all that there are, */
    private long through;
    /** and they are so many. */
    private long counted;

    private boolean ranked;
    private boolean tooMany;

    /** Nothing is known. */
    void clear() {
        uids.clear();
        tooMany = false;
        uncounted();
    }

    /** What there is has to be found out anew; what was known shows then what is gone. */
    void uncounted() {
        through = 0;
        counted = 0;
    }

    /** Whether the server speaks of numbers here. */
    void ranked(boolean value) {
        ranked = value;
    }

    boolean isRanked() {
        return ranked;
    }

    /** A mail was fetched. */
    void came(long uid) {
        if (!tooMany && !uids.contains(uid)) {
            uids.add(uid);
            if (uid <= through) {
                uncounted();
            }
            limit();
        }
    }

    /** These are all the mails up to the last of them; they have the numbers that follow {@code before} others. */
    void followed(long first, UidSet came, long before) {
        if (!tooMany && through == first - 1 && counted == before) {
            uids.addAll(came);
            through = came.max();
            counted += came.size();
            limit();
        }
    }

    private void limit() {
        if (uids.ranges() > MAX_RANGES) {
            clear();
            tooMany = true;
        }
    }

    /** The mail of this number, 0 where it is not known. */
    long at(long number) {
        return ranked && number >= 1 && number <= counted ? uids.at(number) : 0;
    }

    /** The mail of this number is gone; which it was, or 0 where that is not known. */
    long expunged(long number) {
        long uid = at(number);
        if (uid > 0) {
            uids.remove(uid);
            counted--;
        }
        return uid;
    }

    /** These are gone; which of them were known. */
    UidSet vanished(UidSet gone) {
        UidSet known = uids.common(gone);
        UidSet below = known.copy();
        below.removeBeyond(through);
        counted -= below.size();
        uids.removeAll(known);
        return known;
    }

    /** True when it has to be found out what there is up to this identifier at least. */
    boolean isDue(long high) {
        return !tooMany && through < last(high);
    }

    long first() {
        return through + 1;
    }

    long last(long high) {
        return Math.max(high, uids.max());
    }

    long counted() {
        return counted;
    }

    /** These and no others are in this range; which of the known ones are gone. */
    UidSet are(long first, long last, UidSet found) {
        UidSet gone = uids.copy();
        gone.removeThrough(first - 1);
        gone.removeBeyond(last);
        gone.removeAll(found);
        uids.removeAll(gone);
        uids.addAll(found);
        through = last;
        UidSet below = uids.copy();
        below.removeBeyond(last);
        counted = below.size();
        limit();
        return gone;
    }

    boolean areTooMany() {
        return tooMany;
    }

    void tooMany() {
        clear();
        tooMany = true;
    }
}
