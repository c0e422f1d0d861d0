package org.camelpush.imapidle.session;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Mails that are to be fetched, and how much of each. They are taken in runs of the same amount, so that they come to the
 * route in order.
 */
final class Portions {

    private final Selection selection;
    private final NavigableMap<Long, Download> mails = new TreeMap<>();
    private Download current;

    Portions(Selection selection) {
        this.selection = selection;
    }

    /** Mails of whatever size. */
    Portions add(UidSet uids) {
        uids.forEach(uid -> mails.put(uid, selection.download()));
        return this;
    }

    /** A mail whose size is known. */
    void add(FetchedMail measured) {
        mails.put(measured.uid(), selection.of(measured.size()));
    }

    boolean isEmpty() {
        return mails.isEmpty();
    }

    /** Takes the next mails that one command can ask for. */
    UidSet next() {
        current = mails.firstEntry().getValue();
        UidSet run = new UidSet();
        for (Map.Entry<Long, Download> mail : mails.entrySet()) {
            if (mail.getValue() != current) {
                break;
            }
            run.add(mail.getKey());
        }
        UidSet taken = run.first(mails.size());
        taken.forEach(mails::remove);
        return taken;
    }

    /** How much of those taken last. */
    Download download() {
        return current;
    }
}
