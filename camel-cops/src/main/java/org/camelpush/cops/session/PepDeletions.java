package org.camelpush.cops.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

import org.camelpush.cops.message.Reason;

/**
 * Deletions that were said, and of which it is not known that the PDP has heard them: nobody answers a DRQ. A connection keeps
 * the order, and so the decision on what was asked later shows it. (A keep-alive does not: some PDPs send them unasked.)
 */
final class PepDeletions {

    /** How many there may be; older ones are taken to be heard. */
    static final int MOST = 10_000;

    private final Deque<Deletion> unconfirmed = new ArrayDeque<>();
    private long said;

    private record Deletion(long number, RequestKey key, Reason reason) {}

    void said(RequestKey key, Reason reason) {
        unconfirmed.add(new Deletion(++said, key, reason));
        if (unconfirmed.size() > MOST) {
            unconfirmed.remove();
        }
    }

    /** What a message that goes out now confirms when it is answered. */
    long mark() {
        return said;
    }

    /** The message of this mark was answered. */
    void confirmed(long mark) {
        while (!unconfirmed.isEmpty() && unconfirmed.getFirst().number() <= mark) {
            unconfirmed.remove();
        }
    }

    /** Nothing more will be confirmed: hands out what is left of some client types. */
    void takeAll(IntPredicate clientType, BiConsumer<RequestKey, Reason> lost) {
        unconfirmed.removeIf(deletion -> {
            boolean is = clientType.test(deletion.key().clientType());
            if (is) {
                lost.accept(deletion.key(), deletion.reason());
            }
            return is;
        });
    }
}
