package org.camelpush.imapidle.delivery;

import java.util.Optional;

import org.apache.camel.spi.StateRepository;
import org.camelpush.imapidle.session.Cursor;

/** Keeps the position of one folder in one of Camel's state repositories, under one key. */
public final class CursorStore {

    private final StateRepository<String, String> repository;
    private final String key;

    public CursorStore(StateRepository<String, String> repository, String key) {
        this.repository = repository;
        this.key = key;
    }

    /**
     * The position that was saved last.
     *
     * @throws IllegalArgumentException when what is kept under the key is no position
     */
    public Optional<Cursor> load() {
        return Optional.ofNullable(repository.getState(key)).map(Cursor::parse);
    }

    public void save(Cursor cursor) {
        repository.setState(key, cursor.toString());
    }
}
