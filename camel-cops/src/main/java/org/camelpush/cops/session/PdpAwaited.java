package org.camelpush.cops.session;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What a PEP owes: reports, and the ends of synchronizations. All have the same time, and so the oldest is due first. */
final class PdpAwaited {

    /** The number of no directive. */
    static final long NOBODY = 0;

    private final PdpSession session;
    private final Timers timers;
    private final long timeout;
    private final Set<Entry> all = new LinkedHashSet<>();

    /** One thing that is owed. */
    static final class Entry {
        private final long deadline;
        private final long directive;
        private final long request;
        private final Consumer<Entry> late;

        private Entry(long deadline, long directive, long request, Consumer<Entry> late) {
            this.deadline = deadline;
            this.directive = directive;
            this.request = request;
            this.late = late;
        }

        /** Who waits for it; {@link #NOBODY} for nobody outside. */
        long directive() {
            return directive;
        }

        /** The request whose decision is to be reported on; {@link #NOBODY} where there is none. */
        long request() {
            return request;
        }
    }

    PdpAwaited(PdpSession session, Timers timers, Duration timeout) {
        this.session = session;
        this.timers = timers;
        this.timeout = timeout.toNanos();
    }

    /**
     * @param directive who waits for it
     * @param request that was decided on
     * @param late hears when it has not come in time
     */
    Entry add(long directive, long request, Consumer<Entry> late) {
        Entry entry = new Entry(session.now() + timeout, directive, request, late);
        all.add(entry);
        if (!timers.isRunning(SessionTimer.ANSWER)) {
            timers.set(SessionTimer.ANSWER, timeout);
        }
        return entry;
    }

    /** It has come, or is owed no longer. */
    void remove(Entry entry) {
        all.remove(entry);
    }

    void due() {
        for (Iterator<Entry> each = all.iterator(); each.hasNext(); ) {
            Entry oldest = each.next();
            if (oldest.deadline > session.now()) {
                timers.set(SessionTimer.ANSWER, oldest.deadline - session.now());
                return;
            }
            each.remove();
            oldest.late.accept(oldest);
        }
    }

    int count() {
        return all.size();
    }
}
