package org.camelpush.imapidle.net;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.camelpush.imapidle.session.SessionEvent;

/** Who waits for the outcome of which move of a mailbox. Of the mailbox's event loop. */
final class MoveOutcomes {

    private final Map<Long, CompletableFuture<SessionEvent>> waiting = new HashMap<>();
    private long last;

    /** Returns the number of the move that this is the outcome of. */
    long begin(CompletableFuture<SessionEvent> outcome) {
        waiting.put(++last, outcome);
        return last;
    }

    CompletableFuture<SessionEvent> ended(long number) {
        return waiting.remove(number);
    }
}
