package org.camelpush.imapidle.session;

/**
 * What the server has said of the folder on the present connection. Messages are numbered from the oldest, and unique
 * identifiers grow with the numbers (RFC 9051 §2.3.1), so the known ones are always the lowest numbers.
 */
final class SelectedFolder {

    private long exists;
    /** How many of the existing messages are known to the ledger, or done with. */
    private long known;
    /** How many of them the search under way will have told. */
    private long covered;

    private long uidValidity;
    private long uidNext;
    private long highestModSeq;
    private boolean tellsModSeq;
    private boolean readOnly;
    private boolean open;
    private boolean searchDue;
    private boolean positionDue;
    private int fruitless;

    /** EXISTS while the folder is opened: what UIDNEXT or a search will tell of. */
    void selected(long count) {
        exists = count;
        known = count;
    }

    /** RFC 9051 §7.4.1. */
    void exists(long count) {
        // The same number again may mean that one came and one went; but when looking for it found nothing, once is
        // enough. Less than before without EXPUNGE means that something was missed.
        if (count < exists || count == known && fruitless == 0) {
            searchDue = true;
        }
        exists = count;
        known = Math.min(known, exists);
        covered = Math.min(covered, exists);
    }

    /** RFC 9051 §7.5.1. False for a number that cannot be: something was missed. */
    boolean expunge(long number) {
        if (number < 1 || number > exists) {
            searchDue = true;
            return false;
        }
        exists--;
        if (number <= known) {
            known--;
        }
        if (number <= covered) {
            covered--;
        }
        return true;
    }

    /** RFC 7162 §3.2.10.2: so many are gone, of which so many were known. More than can be mean that something was missed. */
    void vanished(long count, long ofKnown) {
        // of what came and went it cannot be told whether a search has counted it
        if (count > exists || ofKnown < count) {
            searchDue = true;
        }
        exists = Math.max(0, exists - count);
        known = Math.min(exists, Math.max(0, known - ofKnown));
        covered = Math.min(exists, Math.max(0, covered - ofKnown));
    }

    /** Something is told of this message (RFC 9051 §7.5.2). Of one that cannot be it means that EXISTS was missed. */
    void mentioned(long number) {
        if (number > exists) {
            searchDue = true;
        }
    }

    long known() {
        return known;
    }

    boolean hasNews() {
        return exists > known;
    }

    /** True when what is new can only be told by a search. */
    boolean isSearchDue() {
        return searchDue;
    }

    void searchDue() {
        searchDue = true;
    }

    /** So many of the next messages in order were fetched. */
    void fetchedNews(long count) {
        known = Math.min(exists, known + count);
        fruitless = 0;
    }

    /** A search begins. It tells at least what exists now; what comes up while it runs may need another. */
    void searching() {
        covered = exists;
        searchDue = false;
    }

    /** The search has found so many beyond the known ones so far. */
    void found(long count) {
        covered = Math.max(covered, Math.min(exists, known + count));
    }

    /** The server has opened the folder. */
    void opened() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    /** Another numbering than the ledger's: where to go on must be found out before anything else. */
    void positionDue() {
        positionDue = true;
    }

    boolean isPositionDue() {
        return positionDue;
    }

    void positioned() {
        positionDue = false;
    }

    /** The search is over. */
    void searched() {
        known = covered;
    }

    /** A search for what the server announced has found so many that nobody had in hand. */
    void announced(int news) {
        fruitless = news > 0 ? 0 : fruitless + 1;
    }

    /** Searches in a row for what was announced that found nothing. */
    int fruitless() {
        return fruitless;
    }

    long uidValidity() {
        return uidValidity;
    }

    void uidValidity(long value) {
        uidValidity = value;
    }

    /** Next identifier at the time of SELECT, 0 where the server did not say. */
    long uidNext() {
        return uidNext;
    }

    void uidNext(long value) {
        uidNext = value;
    }

    /** RFC 7162 §3.1.2.1, 0 where the server did not say. */
    long highestModSeq() {
        return highestModSeq;
    }

    void highestModSeq(long value) {
        highestModSeq = value;
    }

    /** The server tells each change's mod-sequence here, because it was asked to. */
    void tellsModSeq(boolean asked) {
        tellsModSeq = asked && highestModSeq > 0;
    }

    boolean tellsModSeq() {
        return tellsModSeq;
    }

    boolean isEmpty() {
        return exists == 0;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    void readOnly(boolean value) {
        readOnly = value;
    }
}
