package org.camelpush.imapidle.testkit;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One folder of a model mailbox. Its mails are an immutable array, replaced at each change, so that any number of
 * sessions share it and compare it with what they told their client last.
 */
final class ModelFolder {

    /** A session that has the folder selected. */
    interface Watcher {

        /** Mails came or went. */
        void mailsChanged();

        /** The flags of a mail changed by another session's hand. */
        void flagsChanged(ModelMail mail);
    }

    private final String name;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<Long, Delivery> announced = new ConcurrentHashMap<>();
    private volatile ModelMail[] mails = {};
    private long uidValidity;
    private long uidNext = 1;

    ModelFolder(String name, long uidValidity) {
        this.name = name;
        this.uidValidity = uidValidity;
    }

    String name() {
        return name;
    }

    synchronized long uidValidity() {
        return uidValidity;
    }

    synchronized long uidNext() {
        return uidNext;
    }

    ModelMail[] mails() {
        return mails;
    }

    boolean holds(ModelMail mail) {
        ModelMail[] present = mails;
        int index = indexFrom(present, mail.uid());
        return index < present.length && present[index] == mail;
    }

    /** The index of the first mail whose UID is not below this one; the length when there is none. */
    static int indexFrom(ModelMail[] mails, long uid) {
        int low = 0;
        int high = mails.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (mails[middle].uid() < uid) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void forget(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Adds a mail and tells whoever watches. */
    ModelMail append(byte[] content, Collection<String> flags, Instant received) {
        ModelMail mail = add(content, flags, received);
        watchers.forEach(Watcher::mailsChanged);
        return mail;
    }

    private synchronized ModelMail add(byte[] content, Collection<String> flags, Instant received) {
        ModelMail mail = new ModelMail(uidNext++, content, flags, received);
        ModelMail[] more = Arrays.copyOf(mails, mails.length + 1);
        more[mails.length] = mail;
        mails = more;
        return mail;
    }

    /** Adds the same mail many times in one go, and tells nobody. */
    synchronized void fill(int count, byte[] content, Collection<String> flags, Instant received) {
        int before = mails.length;
        ModelMail[] more = Arrays.copyOf(mails, before + count);
        for (int i = before; i < more.length; i++) {
            more[i] = new ModelMail(uidNext++, content, flags, received);
        }
        mails = more;
    }

    /** Takes mails out and tells whoever watches, except the session that did it, which tells in its own answer. */
    void remove(Collection<ModelMail> gone, Watcher by) {
        Set<ModelMail> which = Set.copyOf(gone);
        synchronized (this) {
            mails = Arrays.stream(mails).filter(mail -> !which.contains(mail)).toArray(ModelMail[]::new);
        }
        watchers.stream().filter(watcher -> watcher != by).forEach(Watcher::mailsChanged);
    }

    void flagsChanged(ModelMail mail, Watcher by) {
        watchers.stream().filter(watcher -> watcher != by).forEach(watcher -> watcher.flagsChanged(mail));
    }

    /** Notes when these mails were first announced to a client. */
    void announced(Collection<ModelMail> arrived, long nanoTime) {
        arrived.forEach(mail -> announced.putIfAbsent(mail.uid(), new Delivery(mail.uid(), nanoTime)));
    }

    Map<Long, Delivery> announced() {
        return announced;
    }

    /** Gives all mails new UIDs from 1 under a new UIDVALIDITY; sessions that have the folder selected must be cut. */
    synchronized void renumber(long newUidValidity) {
        uidValidity = newUidValidity;
        ModelMail[] old = mails;
        ModelMail[] renumbered = new ModelMail[old.length];
        for (int i = 0; i < old.length; i++) {
            renumbered[i] = new ModelMail(i + 1L, old[i].content(), old[i].flags(), old[i].received());
        }
        mails = renumbered;
        announced.clear();
        uidNext = old.length + 1L;
    }
}
