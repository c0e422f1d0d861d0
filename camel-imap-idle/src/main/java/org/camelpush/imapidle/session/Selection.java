package org.camelpush.imapidle.session;

import java.util.function.Supplier;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.SearchKey;

/**
 * Which mails are delivered, and how much of each comes down.
 *
 * @param searchKey what a mail must be to be delivered, asked for anew for each search, for "today" is another day
 *     tomorrow; null for any mail
 * @param download how much of a mail
 * @param maxDownloadSize octets (RFC822.SIZE) of the largest mail that comes down whole where {@code download} is FULL,
 *     of others only headers come; -1 for no end
 */
public record Selection(Supplier<SearchKey> searchKey, Download download, long maxDownloadSize) {

    /** Every mail, as a whole. */
    public static final Selection EVERYTHING = new Selection(null, Download.FULL, -1);

    boolean isSearched() {
        return searchKey != null;
    }

    /** True when a mail's size has to be known before it is known how much of it is asked for. */
    boolean isBySize() {
        return download == Download.FULL && maxDownloadSize >= 0;
    }

    /** How much of a mail of so many octets; of one whose size nobody tells no more than of a large one. */
    Download of(long size) {
        boolean small = size >= 0 && size <= maxDownloadSize;
        return !isBySize() || small ? download : Download.HEADERS;
    }
}
