package org.camelpush.cops.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.KeepAliveMessage;

/** A PEP's signs of life (RFC 2748 §3.9): each at random between a quarter and three quarters of the KATimer. */
final class KeepAlives {

    private static final double QUARTER = 0.25;

    private final PepSession session;
    private final Timers timers;
    private final Silence silence;
    private final RandomGenerator random;
    private int seconds;

    KeepAlives(PepSession session, Timers timers, RandomGenerator random) {
        this.session = session;
        this.timers = timers;
        this.random = random;
        silence = new Silence(timers);
    }

    void heard(long now) {
        silence.heard(now);
    }

    /** 0 for none. */
    void period(int next) {
        if (next == seconds && timers.isRunning(SessionTimer.KEEP_ALIVE)) {
            return;
        }
        seconds = next;
        silence.watch(seconds, session.now());
        if (seconds == 0) {
            timers.cancel(SessionTimer.KEEP_ALIVE);
        } else {
            schedule();
        }
    }

    private void schedule() {
        double part = QUARTER + random.nextDouble() * 2 * QUARTER;
        timers.set(SessionTimer.KEEP_ALIVE, (long) (Duration.ofSeconds(seconds).toNanos() * part));
    }

    void due() {
        session.send(new KeepAliveMessage(0, null));
        schedule();
    }

    /** RFC 2748 §2.3: a Client-Close with "Communication Failure" for each client type. */
    void silence() {
        if (silence.isTooLong(session.now())) {
            session.clients().farewell(CopsError.of(ErrorCode.COMMUNICATION_FAILURE));
            session.abandon("the PDP has been silent for longer than the KATimer");
        }
    }

    void disconnected() {
        seconds = 0;
        timers.cancel(SessionTimer.KEEP_ALIVE);
        timers.cancel(SessionTimer.SILENCE);
    }
}
