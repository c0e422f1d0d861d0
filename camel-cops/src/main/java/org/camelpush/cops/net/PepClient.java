package org.camelpush.cops.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.camelpush.cops.session.PepAttention;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepEvent;
import org.camelpush.cops.session.PepFailure;
import org.camelpush.cops.session.PepInput;
import org.camelpush.cops.session.PepNotice;
import org.camelpush.cops.session.PepSession;
import org.camelpush.cops.session.PepSnapshot;
import org.camelpush.cops.session.SessionTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
    private final PepConnection connection;
    private final Turns<PepInput> turns = new Turns<>(this::step);
    private final Traffic traffic = new Traffic();
    private final PepAnswers answers = new PepAnswers();
    private final PepHosts hosts = new PepHosts(input -> later(() -> feed(input)));

    private volatile PepSnapshot snapshot;

    /**
     * @param names runs what asks for the addresses of the PDP, and so may block
     * @param services where PDPs are found; null where the settings name no service
     * @param random gives the times of keep-alives, the jitter of waits and the numbers that messages begin with
     * @throws UncheckedIOException when it is to listen, and the address cannot be had
     */
    public PepClient(
            PepClientSettings settings,
            EventLoops loops,
            Executor names,
            ServiceLookup services,
            RandomGenerator random) {
        this.settings = settings;
        loop = loops.next();
        session = new PepSession(settings.session(), random);
        snapshot = session.snapshot();
        timers = new LoopTimers(loop, (timer, number) -> feed(new PepInput.TimerFired(timer, number)));
        connection = new PepConnection(settings, loop, names, services, random, traffic, this::feed);
    }

    /** Opens this client type at the PDP, and keeps it open. */
    public void openClient(int clientType) {
        traffic.watch(clientType);
        loop.execute(() -> feed(new PepInput.OpenClient(clientType)));
    }

    /** Does what the PDP wants of this client type unasked. */
    public void attend(int clientType, PepAttention attention, PepHost host) {
        loop.execute(() -> {
            hosts.enter(clientType, host);
            feed(new PepInput.Attend(clientType, attention));
        });
    }

    /** Nobody does that any more. */
    public void ignore(int clientType) {
        later(() -> {
            hosts.leave(clientType);
            feed(new PepInput.Attend(clientType, new PepAttention(false, false)));
        });
    }

    /** Closes it. */
    public void closeClient(int clientType) {
        later(() -> feed(new PepInput.CloseClient(clientType)));
    }

    /**
     * Goes on by a connection that comes from that address of this host, as all later ones do. Request states are kept.
     *
     * @param address null for any
     * @return completes when a client type is open on it, or none is wanted; exceptionally, saying why, when no PDP can be had
     */
    public CompletableFuture<Void> redial(InetAddress address) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        try {
            loop.execute(() -> {
                boolean anew = connection.comesFrom(address);
                feed(new PepInput.Redial(answers.add(outcome), anew));
            });
        } catch (RejectedExecutionException shutDown) {
            outcome.completeExceptionally(new IOException("this side was stopped"));
        }
        return outcome;
    }

    /** Closes the connection without a goodbye, and makes none until it is redialed. Request states are kept. */
    public void goOffline() {
        later(() -> feed(new PepInput.GoOffline()));
    }

    /**
     * Asks the PDP.
     *
     * @param handle null for a new request state
     * @param keep false: the state is deleted when its decision is there, unless that needs a report
     * @param waits false: fails at once while no PDP can be had
     */
    public void ask(int clientType, Handle handle, CopsRequest request, boolean keep, boolean waits, PepAnswer answer) {
        want(answer, id -> new PepInput.Ask(id, clientType, handle, request, keep, waits));
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
                feed(input.apply(answers.add(answer)));
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
        connection.stopListening();
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

    private void later(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            // then it is closed already
        }
    }

    private void feed(PepInput input) {
        turns.take(input);
    }

    private void step(PepInput input) {
        session.on(input, System.nanoTime()).forEach(effect -> effect.dispatch(this));
        snapshot = session.snapshot();
    }

    @Override
    public void connect(PepEffect.Connect wanted) {
        connection.connect(wanted);
    }

    @Override
    public void discover(PepEffect.Discover wanted) {
        connection.discover(wanted);
    }

    @Override
    public void send(int generation, CopsMessage message) {
        connection.send(message);
    }

    @Override
    public void close(int generation) {
        connection.close();
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
        answers.answer(answer);
    }

    @Override
    public void reported(long id, ReportType type) {
        answers.reported(id, type);
    }

    @Override
    public void unreported(long id, String why) {
        answers.unreported(id, why);
    }

    @Override
    public void done(long id) {
        answers.done(id);
    }

    @Override
    public void fail(long id, PepFailure failure) {
        answers.fail(id, failure);
    }

    @Override
    public void enforce(PepEffect.Enforce enforce) {
        hosts.enforce(enforce);
    }

    @Override
    public void account(PepEffect.Account account) {
        hosts.account(account);
    }

    @Override
    public void tell(PepNotice notice) {
        hosts.tell(notice);
    }

    @Override
    public void ignored(PepEffect.Ignored ignored) {
        traffic.count(TrafficCounter.of(ignored.why()), ignored.clientType());
    }

    @Override
    public void report(PepEvent event) {
        Level level = event.isBad() ? Level.WARN : Level.INFO;
        LOG.atLevel(level).log("PEP {} at PDP {}: {}", settings.session().pepId(), connection.server(), event.text());
    }
}
