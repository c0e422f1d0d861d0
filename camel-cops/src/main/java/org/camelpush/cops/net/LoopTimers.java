package org.camelpush.cops.net;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.netty.channel.EventLoop;
import org.camelpush.cops.session.SessionTimer;

/** The timers of one session, on its event loop. */
final class LoopTimers {

    private final EventLoop loop;
    private final BiConsumer<SessionTimer, Long> fired;
    private final ScheduledFuture<?>[] running = new ScheduledFuture<?>[SessionTimer.values().length];

    /**
     * @param fired hears on the event loop which timer fired, and the number it was set with
     */
    LoopTimers(EventLoop loop, BiConsumer<SessionTimer, Long> fired) {
        this.loop = loop;
        this.fired = fired;
    }

    void set(SessionTimer timer, long number, long delay) {
        cancel(timer);
        running[timer.ordinal()] = loop.schedule(() -> fired.accept(timer, number), delay, TimeUnit.NANOSECONDS);
    }

    void cancel(SessionTimer timer) {
        ScheduledFuture<?> old = running[timer.ordinal()];
        if (old != null) {
            old.cancel(false);
            running[timer.ordinal()] = null;
        }
    }
}
