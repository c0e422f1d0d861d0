package org.camelpush.imapidle;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** How long something took each time since the start: the mean, and the longest. Thread-safe. */
final class Delay {

    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    private volatile LongConsumer meter;

    /** Hands each delay, in nanoseconds, to this meter too. */
    void tellAlso(LongConsumer another) {
        meter = another;
    }

    void took(long nanos) {
        count.increment();
        total.add(nanos);
        longest.accumulate(nanos);
        LongConsumer also = meter;
        if (also != null) {
            also.accept(nanos);
        }
    }

    /** In milliseconds; zero where there was none. */
    double mean() {
        long times = count.sum();
        return times == 0 ? 0 : millis(total.sum() / times);
    }

    /** In milliseconds. */
    double longest() {
        return millis(longest.get());
    }

    /** To the microsecond: a push takes less than a millisecond where all goes well. */
    private static double millis(long nanos) {
        return nanos / 1000 / 1000.0;
    }
}
