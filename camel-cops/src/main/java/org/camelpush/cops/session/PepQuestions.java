package org.camelpush.cops.session;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What was asked and is not answered, in the order it was asked and so of its deadlines. */
final class PepQuestions {

    private final Map<Long, Question> all = new LinkedHashMap<>();
    private int unsent;

    /** Something asked. */
    static final class Question {
        private final PepInput.Ask ask;
        private final long deadline;
        private RequestKey key;

        Question(PepInput.Ask ask, long deadline) {
            this.ask = ask;
            this.deadline = deadline;
        }

        PepInput.Ask ask() {
            return ask;
        }

        long deadline() {
            return deadline;
        }

        /** The request state it is about; null for a new one that is not sent. */
        RequestKey key() {
            return key == null && ask.handle() != null ? new RequestKey(ask.clientType(), ask.handle()) : key;
        }

        boolean isSent() {
            return key != null;
        }
    }

    void add(Question question) {
        all.put(question.ask.id(), question);
        unsent++;
    }

    void sent(Question question, RequestKey key) {
        question.key = key;
        unsent--;
    }

    /** It is answered. */
    void remove(long id) {
        left(all.remove(id));
    }

    /** Takes the oldest one whose deadline is over; null where there is none. */
    Question takeLate(long now) {
        Question oldest = oldest();
        if (oldest == null || oldest.deadline > now) {
            return null;
        }
        remove(oldest.ask.id());
        return oldest;
    }

    /** Null where there is none. */
    Question oldest() {
        return all.isEmpty() ? null : all.values().iterator().next();
    }

    Collection<Question> all() {
        return all.values();
    }

    /** Fails those for which it holds. */
    void fail(Predicate<Question> which, PepFailure failure, PepSession session) {
        for (Iterator<Question> each = all.values().iterator(); each.hasNext(); ) {
            Question question = each.next();
            if (which.test(question)) {
                each.remove();
                left(question);
                session.fail(question.ask.id(), failure);
            }
        }
    }

    private void left(Question question) {
        unsent -= question.isSent() ? 0 : 1;
    }

    /** Those that wait for their client type to be open. */
    int unsent() {
        return unsent;
    }

    int count() {
        return all.size();
    }
}
