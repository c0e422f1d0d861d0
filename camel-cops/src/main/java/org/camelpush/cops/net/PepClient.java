package org.camelpush.cops.net;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

import io.netty.channel.EventLoop;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.security.TlsMemory;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepEvent;
import org.camelpush.cops.session.PepFailure;
import org.camelpush.cops.session.PepInput;
import org.camelpush.cops.session.PepSession;
import org.camelpush.cops.session.PepSnapshot;
import org.camelpush.cops.session.SessionTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link PepSession} on one event loop, which alone touches it. The public methods may be called from any thread and
 * do not block, but for {@link #close}.
 */
public final class PepClient implements PepEffect.Performer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PepClient.class);
    private static final int CLOSE_SECONDS = 3;

    private final PepClientSettings settings;
    private final EventLoop loop;
    private final PepSession session;
    private final LoopTimers timers;
    private final Executor names;
    private final Turns<PepInput> turns = new Turns<>(this::step);
    private final TlsMemory tlsMemory = new TlsMemory();
    private final Traffic traffic = new Traffic();
    private final RandomGenerator random;
    private final Map<Long, PepAnswer> waiting = new HashMap<>();
    private long ids;
    private PepLink link;
    private volatile PepSnapshot snapshot;

    /**
     * @param names runs what asks for the addresses of the PDP, and so may block
     * @param random gives the times of keep-alives, the jitter of waits and the numbers that messages begin with
     */
    public PepClient(PepClientSettings settings, EventLoops loops, Executor names, RandomGenerator random) {
        this.settings = settings;
        this.names = names;
        this.random = random;
        loop = loops.next();
        session = new PepSession(settings.session(), random);
        snapshot = session.snapshot();
        timers = new LoopTimers(loop, (timer, number) -> feed(new PepInput.TimerFired(timer, number)));
    }

    /** Opens this client type at the PDP, and keeps it open. */
    public void openClient(int clientType) {
        loop.execute(() -> feed(new PepInput.OpenClient(clientType)));
    }

    /** Closes it. */
    public void closeClient(int clientType) {
        try {
            loop.execute(() -> feed(new PepInput.CloseClient(clientType)));
        } catch (RejectedExecutionException shutDown) {
            // then it is closed already
        }
    }

    /**
     * Asks the PDP.
     *
     * @param handle null for a new request state
     * @param keep false: the state is deleted when its decision is there, unless that needs a report
     */
    public void ask(int clientType, Handle handle, CopsRequest request, boolean keep, PepAnswer answer) {
        want(answer, id -> new PepInput.Ask(id, clientType, handle, request, keep));
    }

    public void report(int clientType, Handle handle, ReportType type, List<ClientInfo> info, PepAnswer answer) {
        want(answer, id -> new PepInput.Report(id, clientType, handle, type, info));
    }

    public void delete(int clientType, Handle handle, Reason reason, PepAnswer answer) {
        want(answer, id -> new PepInput.Delete(id, clientType, handle, reason));
    }

    private void want(PepAnswer answer, LongFunction<PepInput> input) {
        try {
            loop.execute(() -> {
                long id = ++ids;
                waiting.put(id, answer);
                feed(input.apply(id));
            });
        } catch (RejectedExecutionException shutDown) {
            answer.failed(new PepFailure(PepFailure.Kind.STOPPED, null, "this side was stopped"));
        }
    }

    /** What was counted since it was made. */
    public Traffic traffic() {
        return traffic;
    }

    /** How things are. */
    public PepSnapshot snapshot() {
        return snapshot;
    }

    /** Says goodbye to the PDP, fails what waits, and waits for that, a few seconds at most. */
    @Override
    public void close() {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                feed(new PepInput.Stop());
                stopped.countDown();
            });
            stopped.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException shutDown) {
            // then it is closed already
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void feed(PepInput input) {
        turns.take(input);
    }

    private void step(PepInput input) {
        session.on(input, System.nanoTime()).forEach(effect -> effect.dispatch(this));
        snapshot = session.snapshot();
        if (link != null) {
            link.flush();
        }
    }

    @Override
    public void connect(int generation) {
        link = new PepLink(generation, settings, loop, tlsMemory, random, traffic, this::feed);
        link.connect(names);
    }

    @Override
    public void send(int generation, CopsMessage message) {
        link.send(message);
    }

    @Override
    public void close(int generation) {
        link.close();
        link = null;
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        timers.set(timer, number, delay);
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        timers.cancel(timer);
    }

    @Override
    public void answer(PepEffect.Answer answer) {
        waiting.remove(answer.id()).decided(answer.decision(), answer.kept());
    }

    @Override
    public void done(long id) {
        waiting.remove(id).done();
    }

    @Override
    public void fail(long id, PepFailure failure) {
        waiting.remove(id).failed(failure);
    }

    @Override
    public void report(PepEvent event) {
        if (event.isBad()) {
            LOG.warn("PDP {}: {}", settings.address(), event.text());
        } else {
            LOG.info("PDP {}: {}", settings.address(), event.text());
        }
    }
}
