package org.camelpush.imapidle.session;

/** What the server has said of the folder on the present connection. */
final class SelectedFolder {

    private long exists;
    /** How many of the existing messages are known to the ledger, or done with. */
    private long known;

    private long uidValidity;
    private long uidNext;
    private boolean readOnly;
    private boolean announced;
    private boolean searchDue;
    private int fruitless;

    /** RFC 9051 §7.4.1. */
    void exists(long count) {
        // the same number again may mean one came and one went; but when looking for it found nothing, once is enough
        if (count == known && fruitless == 0) {
            announced = true;
        }
        exists = count;
        known = Math.min(known, exists);
    }

    /** RFC 9051 §7.5.1. A number that cannot be means that something was missed. */
    void expunge(long number) {
        if (number < 1 || number > exists) {
            searchDue = true;
            return;
        }
        exists--;
        if (number <= known) {
            known--;
        }
    }

    long exists() {
        return exists;
    }

    /** All messages that exist are known. */
    void allKnown() {
        known = exists;
        announced = false;
    }

    /** Messages that came and are not known. */
    long expected() {
        return exists - known;
    }

    boolean hasNews() {
        return exists > known || announced;
    }

    boolean isSearchDue() {
        return searchDue;
    }

    void searchDue() {
        searchDue = true;
    }

    /** A fetch of what was announced brought so many, and that was all. */
    void fetchedNews(int count) {
        known = Math.min(exists, known + count);
        announced = false;
        fruitless = 0;
    }

    /**
     * A search has told all there is.
     *
     * @param existed how many messages existed when it began
     * @param found how many it found beyond what was known
     * @param news how many of them nobody had in hand
     */
    void searched(long existed, long found, int news) {
        known = Math.min(exists, Math.max(known + found, existed));
        announced = false;
        searchDue = false;
        fruitless = news > 0 ? 0 : fruitless + 1;
    }

    /** Looks in a row that found nothing. */
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

    boolean isReadOnly() {
        return readOnly;
    }

    void readOnly() {
        readOnly = true;
    }
}
