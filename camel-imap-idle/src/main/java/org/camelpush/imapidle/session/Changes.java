package org.camelpush.imapidle.session;

import java.util.Optional;

import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Follows the mails of the folder beyond their delivery, as far as the route wants to hear of it: what is told of flags
 * and of mails that are gone, whichever way the server tells it, becomes events. Lives longer than connections do. Why so:
 * docs/adr/0018-changes-are-told-by-what-the-route-knows.md.
 */
final class Changes {

    /** After so many changes the server is asked from where on to go on, so that few are told again after a loss. */
    private static final int MANY = FlagStates.LIMIT / 2;

    /** So often it is found out in a row what there is, where the server changes it meanwhile. */
    private static final int MAX_TRIES = 3;

    static final String QRESYNC = "QRESYNC";

    private final EventChoice choice;
    private final Ledger ledger;
    private final Effects effects;
    /** These are null where the route hears of mails only: an idle mailbox should cost little. */
    private final EventQueue queue;

    private final FlagStates flags;
    private final KnownMails known;
    private final Removals removals;
    private final MailboxNews news;

    private boolean opened;
    /** The numbering of the folder that is open: the ledger's follows when it is known what there is in it. */
    private long uidValidity;

    /** Whether the server tells mod-sequences on this connection; every change up to this one has been queued. */
    private boolean byModSeq;

    private long modSeq;
    /** Every change up to this one has been told. */
    private long told;

    private boolean resyncDue;
    private long resyncTo;
    /** Flags of a mail were told whose number is not known. */
    private boolean unresolved;

    private int tries;

    Changes(SessionSettings settings, Ledger ledger, Effects effects) {
        choice = settings.events();
        this.ledger = ledger;
        this.effects = effects;
        boolean used = choice.isBeyondMessages();
        queue = used ? new EventQueue(settings.folder()) : null;
        flags = used ? new FlagStates() : null;
        known = used ? new KnownMails() : null;
        news = used ? new MailboxNews(choice, ledger, queue) : null;
        removals = used ? new Removals(ledger, queue, news) : null;
        if (used) {
            effects.listen(news::heard);
        }
    }

    // --- the connection

    void restore(Cursor cursor) {
        if (choice.follows()) {
            modSeq = cursor.modSeq();
            told = modSeq;
            opened = modSeq > 0;
            uidValidity = cursor.uidValidity();
            if (opened) {
                removals.restored();
            }
        }
    }

    /**
     * What the folder is to be opened with, beyond its name: a parameter of SELECT, or nothing.
     *
     * @param catchesUp true to be told in the answer what has changed since the last connection
     */
    String parameter(boolean qresync, boolean condstore, boolean catchesUp) {
        if (!choice.follows()) {
            return "";
        }
        if (qresync && catchesUp && modSeq > 0 && ledger.hasBegun() && ledger.high() > 0) {
            return QRESYNC + " (" + ledger.uidValidity() + ' ' + modSeq + " 1:" + ledger.top() + ")";
        }
        return qresync || condstore ? "CONDSTORE" : "";
    }

    /** A connection opens the folder: numbers of the last one mean nothing. */
    void opening(boolean qresync) {
        if (choice.follows()) {
            known.ranked(false);
            if (!qresync) {
                known.uncounted();
            }
        }
    }

    /**
     * The folder is open on the connection that counts.
     *
     * @param qresync true where the server tells what is gone by identifiers
     * @param caughtUp true where it has told already what changed since
     */
    void opened(SelectedFolder folder, boolean qresync, boolean caughtUp) {
        if (!choice.follows()) {
            return;
        }
        long highest = folder.highestModSeq();
        boolean same = ledger.hasBegun() && ledger.uidValidity() == folder.uidValidity();
        uidValidity = folder.uidValidity();
        byModSeq = folder.tellsModSeq();
        resyncDue = false;
        unresolved = false;
        tries = 0;
        if (!same) {
            forget();
            modSeq = byModSeq ? highest : 0;
        } else if (!byModSeq || modSeq == 0 || highest < modSeq) {
            if (opened && choice.flags()) {
                news.missed("flags may have changed while nobody watched, and the server does not tell which");
            }
            known.uncounted();
            modSeq = byModSeq ? highest : 0;
        } else if (caughtUp) {
            caughtUp(highest);
        } else {
            resyncDue = highest > modSeq;
            resyncTo = highest;
        }
        boolean byNumbers = !qresync || highest == 0;
        known.ranked(byNumbers);
        if (byNumbers) {
            known.uncounted();
        }
        opened = true;
        removals.opened();
    }

    private void forget() {
        queue.renumbered();
        flags.clear();
        known.clear();
        removals.forget();
    }

    // --- what has to be asked for

    boolean isResyncDue() {
        return resyncDue && ledger.high() > 0;
    }

    long modSeq() {
        return modSeq;
    }

    /** Everything up to here was told, whatever the server had said before. */
    void resynced(long highest) {
        caughtUp(Math.max(highest, resyncTo));
    }

    private void caughtUp(long highest) {
        modSeq = Math.max(modSeq, highest);
        resyncDue = false;
        flags.countAnew();
    }

    /** The server does not want to tell. */
    void notResynced() {
        byModSeq = false;
        resyncDue = false;
        modSeq = 0;
        news.missed("the server refused to tell what has changed");
    }

    /** True when it has to be found out which mails there are. */
    boolean isMapDue() {
        return isMapped() && tries < MAX_TRIES && known.isDue(ledger.high());
    }

    private boolean isMapped() {
        return choice.expunged() || choice.flags() && !byModSeq;
    }

    KnownMails known() {
        return known;
    }

    boolean takeUnresolved() {
        boolean was = unresolved;
        unresolved = false;
        return was;
    }

    /** These and no others are in this range, if the server did not change it meanwhile. */
    void mapped(long first, long last, UidSet found, boolean certain) {
        if (!certain || unresolved && first > 1) {
            tries++;
            return;
        }
        tries = 0;
        gone(known.are(first, last, found));
        tellTooMany();
    }

    void tooMany() {
        known.tooMany();
        tellTooMany();
    }

    private void tellTooMany() {
        if (known.areTooMany()) {
            news.missed("the folder has more gaps than are kept; mails that are gone are not told");
        }
    }

    // --- what the server says

    /** A mail was fetched, with the flags it has now. */
    void fetched(FetchedMail mail) {
        if (choice.follows()) {
            if (isMapped()) {
                known.came(mail.uid());
            }
            if (choice.flags()) {
                flags.put(mail.uid(), mail.modSeq(), mail.flags());
                resyncWhenMany();
            }
        }
    }

    /** The news were fetched without a gap, and followed so many others. */
    void followed(long first, UidSet came, long before) {
        // flags of one of them were told by its number, while that was not known: they are asked for
        if (isMapped() && !unresolved) {
            known.followed(first, came, before);
        }
    }

    /** The server says something of a mail that it was not asked for, or of one that has changed. */
    void mentioned(long number, FetchedMail mail) {
        if (!choice.flags() || !mail.flagsSaid() || !isLedgerCurrent()) {
            return;
        }
        long uid = mail.uid() > 0 ? mail.uid() : known.at(number);
        if (uid == 0) {
            unresolved();
        } else if (flags.isNews(uid, mail.modSeq(), mail.flags()) && ledger.isKnownToRoute(uid)) {
            flags.put(uid, mail.modSeq(), mail.flags());
            queue.flags(ledger.uidValidity(), uid, mail.modSeq(), FlagStates.lasting(mail.flags()));
            resyncWhenMany();
        }
    }

    /** False while the folder is known by new numbers and the ledger still holds the old ones. */
    private boolean isLedgerCurrent() {
        return ledger.uidValidity() == uidValidity;
    }

    private void unresolved() {
        if (byModSeq) {
            resyncDue = true;
            resyncTo = 0;
        } else if (known.isRanked() && known.first() > 1) {
            unresolved = true;
        } else if (opened) {
            news.missed("flags of a mail changed, and it is not known of which");
        }
    }

    private void resyncWhenMany() {
        if (byModSeq && flags.changes() >= MANY) {
            resyncDue = true;
            resyncTo = 0;
        }
    }

    void expunged(long number) {
        if (isMapped()) {
            tries = 0;
            long uid = known.expunged(number);
            gone(uid == 0 ? new UidSet() : UidSet.of(uid));
        }
    }

    void vanished(UidSet uids, boolean earlier) {
        if (isMapped()) {
            tries = 0;
            gone(earlier && removals.isOfBefore() ? removals.whileStopped(uids) : known.vanished(uids));
        }
    }

    private void gone(UidSet uids) {
        removals.gone(uids, choice.expunged() && isLedgerCurrent());
    }

    // --- what we do ourselves

    /** A flag is given to these mails, and whether that is the beginning of their end. */
    void storing(UidSet uids, String flag, boolean removes) {
        if (choice.flags() && flag != null) {
            flags.storing(uids, flag);
        }
        if (choice.expunged() && removes) {
            removals.removing(uids);
        }
    }

    /** The server has done it. */
    void stored(UidSet uids) {
        if (choice.flags()) {
            flags.stored(uids);
        }
    }

    /** The server would not do it. */
    void notStored(UidSet uids) {
        if (choice.follows()) {
            flags.forget(uids);
            removals.notRemoved(uids);
        }
    }

    // --- what the route is told

    /** Gives the route what it has room for. */
    void tell() {
        if (queue == null) {
            return;
        }
        for (Optional<MailEvent> event = queue.next(ledger); event.isPresent(); event = queue.next(ledger)) {
            effects.add(new SessionEffect.Tell(event.get()));
        }
        if (told != modSeq && queue.isIdle()) {
            told = modSeq;
            ledger.positionChanged();
        }
    }

    void toldOne() {
        queue.ended();
    }

    /** The position with what was told. */
    Cursor with(Cursor cursor) {
        return cursor.withModSeq(told);
    }
}
