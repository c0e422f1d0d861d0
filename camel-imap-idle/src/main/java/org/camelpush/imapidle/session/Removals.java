package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.UidSet;

/** Tells the route which mails are gone: not those that we remove ourselves, nor those that it does not know, and none twice. */
final class Removals {

    private final Ledger ledger;
    private final EventQueue queue;
    private final MailboxNews news;
    /** What we remove ourselves. */
    private final UidSet removing = new UidSet();

    /** What went since the position was kept, as far as that is told already; null when the folder has been opened. */
    private UidSet goneBefore;

    Removals(Ledger ledger, EventQueue queue, MailboxNews news) {
        this.ledger = ledger;
        this.queue = queue;
        this.news = news;
    }

    /** A position was kept: what went since then may be told while the folder is being opened. */
    void restored() {
        goneBefore = new UidSet();
    }

    void opened() {
        goneBefore = null;
    }

    boolean isOfBefore() {
        return goneBefore != null;
    }

    void forget() {
        removing.clear();
    }

    void removing(UidSet uids) {
        removing.addAll(uids);
    }

    void notRemoved(UidSet uids) {
        removing.removeAll(uids);
    }

    /** What is gone since the position was saved: the server may name mails that were gone before, or never were. */
    UidSet whileStopped(UidSet uids) {
        UidSet gone = uids.copy();
        gone.removeBeyond(ledger.high());
        gone.removeAll(goneBefore);
        if (gone.size() <= EventQueue.LIMIT) {
            goneBefore.addAll(gone);
            return gone;
        }
        news.missed("more than " + EventQueue.LIMIT + " mails may be gone since the position was kept");
        return new UidSet();
    }

    /**
     * These are gone.
     *
     * @param told true where the route is to hear of it
     */
    void gone(UidSet uids, boolean told) {
        UidSet others = uids.copy();
        others.removeAll(removing);
        removing.removeAll(uids);
        if (told) {
            others.removeAll(ledger.unknownToRoute(others));
            queue.gone(ledger.uidValidity(), others);
        }
    }
}
