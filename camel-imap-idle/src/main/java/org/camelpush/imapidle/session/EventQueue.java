package org.camelpush.imapidle.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

import org.camelpush.imapidle.protocol.UidSet;

/**
 * Events on their way to the route, in the order they happened. An event waits for its mail to be in the route. However
 * many mails go at once, they are one entry until they are told; of what finds the queue full only is told that it was.
 */
final class EventQueue {

    /** Entries that wait. */
    static final int LIMIT = 1_024;

    /** Events that are handed over before those before them are done with, so that the route never waits. */
    static final int AHEAD = 16;

    /** One event, or the mails that are gone. */
    private record Entry(MailEvent event, UidSet gone) {
        private long uid() {
            return gone == null ? event.uid() : gone.min();
        }
    }

    private final String folder;
    private final Deque<Entry> entries = new ArrayDeque<>(1);
    private int handed;
    private boolean full;

    EventQueue(String folder) {
        this.folder = folder;
    }

    void flags(long uidValidity, long uid, long modSeq, Set<String> flags) {
        add(new Entry(new MailEvent(MailEvent.Kind.FLAGS, folder, uidValidity, uid, modSeq, flags, ""), null));
    }

    void gone(long uidValidity, UidSet uids) {
        Entry last = entries.peekLast();
        if (last != null && last.gone != null && last.event.uidValidity() == uidValidity) {
            last.gone.addAll(uids);
        } else if (!uids.isEmpty()) {
            add(new Entry(about(MailEvent.Kind.EXPUNGED, uidValidity, ""), uids));
        }
    }

    void mailbox(MailEvent.Kind kind, long uidValidity, String text) {
        Entry last = entries.peekLast();
        if (kind != MailEvent.Kind.MISSED || last == null || last.event.kind() != kind) {
            add(new Entry(about(kind, uidValidity, text), null));
        }
    }

    private MailEvent about(MailEvent.Kind kind, long uidValidity, String text) {
        return new MailEvent(kind, folder, uidValidity, 0, 0, Set.of(), text);
    }

    private void add(Entry entry) {
        if (full || entries.size() >= LIMIT) {
            full = true;
        } else {
            entries.add(entry);
        }
    }

    /** What was told of mails means nothing any more: the server numbered them anew. */
    void renumbered() {
        entries.removeIf(entry -> entry.event.isOfMail() || entry.event.kind() == MailEvent.Kind.MISSED);
    }

    /** The next event, if the route has room and its mail has gone before. */
    Optional<MailEvent> next(Ledger ledger) {
        if (handed >= AHEAD || entries.isEmpty() && !full) {
            return Optional.empty();
        }
        if (entries.isEmpty()) {
            full = false;
            handed++;
            return Optional.of(about(
                    MailEvent.Kind.MISSED,
                    ledger.uidValidity(),
                    "More than " + LIMIT + " events waited for the route; later ones were dropped"));
        }
        Entry first = entries.element();
        if (first.uid() > 0 && ledger.isReady(first.uid())) {
            return Optional.empty();
        }
        handed++;
        return Optional.of(take(first));
    }

    private MailEvent take(Entry first) {
        if (first.gone == null) {
            return entries.remove().event;
        }
        long uid = first.gone.min();
        first.gone.remove(uid);
        if (first.gone.isEmpty()) {
            entries.remove();
        }
        MailEvent event = first.event;
        return new MailEvent(event.kind(), folder, event.uidValidity(), uid, 0, Set.of(), "");
    }

    /** The exchange of an event has ended, however. */
    void ended() {
        handed = Math.max(0, handed - 1);
    }

    /** True when everything has been told. */
    boolean isIdle() {
        return handed == 0 && entries.isEmpty() && !full;
    }
}
