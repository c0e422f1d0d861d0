package org.camelpush.imapidle.delivery;

import java.util.Optional;

import org.apache.camel.spi.StateRepository;
import org.camelpush.imapidle.session.Cursor;

/**
 * Keeps the position of one folder in one of Camel's state repositories, under one key; and how far its events were told,
 * where any are, under a second one, so that the first stays what it was.
 */
public final class CursorStore {

    private final StateRepository<String, String> repository;
    private final String key;
    private final boolean events;
    private long savedModSeq;

    /**
     * @param key where the position is kept
     * @param events true where it is kept too how far events were told
     */
    public CursorStore(StateRepository<String, String> repository, String key, boolean events) {
        this.repository = repository;
        this.key = key;
        this.events = events;
    }

    /**
     * The position that was saved last.
     *
     * @throws IllegalArgumentException when what is kept under the key is no position
     */
    public Optional<Cursor> load() {
        return Optional.ofNullable(repository.getState(key)).map(Cursor::parse).map(this::withModSeq);
    }

    private Cursor withModSeq(Cursor cursor) {
        if (!events) {
            return cursor;
        }
        String text = repository.getState(modSeqKey());
        String start = cursor.uidValidity() + " ";
        savedModSeq = text != null && text.startsWith(start) ? modSeq(text.substring(start.length())) : 0;
        return cursor.withModSeq(savedModSeq);
    }

    /** What is no number is no loss: changes are told from now on then. */
    private static long modSeq(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }

    public void save(Cursor cursor) {
        repository.setState(key, cursor.toString());
        if (events && cursor.modSeq() != savedModSeq) {
            repository.setState(modSeqKey(), cursor.uidValidity() + " " + cursor.modSeq());
            savedModSeq = cursor.modSeq();
        }
    }

    private String modSeqKey() {
        return key + "/modseq";
    }
}
