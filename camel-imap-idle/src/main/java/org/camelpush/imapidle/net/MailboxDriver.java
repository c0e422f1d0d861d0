package org.camelpush.imapidle.net;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.MailboxSession;
import org.camelpush.imapidle.session.Move;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.RouteItem;
import org.camelpush.imapidle.session.SessionEffect;
import org.camelpush.imapidle.session.SessionEvent;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionSnapshot;
import org.camelpush.imapidle.session.SessionTimer;
import org.camelpush.imapidle.session.SharingNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link MailboxSession} on one event loop, which alone touches it: feeds it, and carries its effects out.
 * The public methods may be called from any thread. Why not Angus IdleManager: docs/adr/0001-own-engine-on-netty.md.
 */
public final class MailboxDriver implements SessionEffect.Performer {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxDriver.class);

    private final MailboxSession session;
    private final MailboxHost host;
    private final HostCalls calls;
    private final EventLoop loop;
    private final RouteLane lane;
    private final Links links;
    private final ScheduledFuture<?>[] timers = new ScheduledFuture<?>[SessionTimer.values().length];
    private final Queue<SessionInput> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private boolean busy;
    private boolean stopped;
    /** Only few mailboxes ever move: null until then. */
    private MoveOutcomes moves;

    private volatile SessionSnapshot snapshot;
    private volatile boolean guest;

    /** What shares connections with other folders of the account, or null. */
    private final SharedAccount account;

    private boolean toStop;

    /**
     * @param session the machine; nobody else may use it
     * @param settings where to connect
     * @param hosts say when this mailbox may connect
     * @param host what the mailbox needs from its surroundings
     * @param maxInFlight exchanges at once
     * @param bootstrap makes channels on one event loop; it is not changed
     * @param routes runs exchanges
     * @param io runs what else may block: names, credentials, positions; never waits for a route
     * @param bodies keeps what is downloaded
     * @param account what this folder shares connections in, or null
     */
    public MailboxDriver(
            MailboxSession session,
            ConnectionSettings settings,
            Hosts hosts,
            MailboxHost host,
            int maxInFlight,
            Bootstrap bootstrap,
            Executor routes,
            Executor io,
            BodyStore bodies,
            SharedAccount account) {
        this.session = session;
        this.host = host;
        this.loop = (EventLoop) bootstrap.config().group();
        this.lane = new RouteLane(maxInFlight, routes, host, this::acknowledged);
        this.calls = new HostCalls(this, host, loop, io);
        this.links = new Links(this, settings, hosts, bodies, new Connector(bootstrap, io));
        this.snapshot = session.snapshot();
        this.account = account;
    }

    public void start() {
        if (account != null) {
            account.join(this, session.folder());
        }
        feed(new SessionInput.Start());
    }

    public void suspend() {
        lane.hold();
        feed(new SessionInput.Suspend());
    }

    public void resume() {
        lane.resume();
        feed(new SessionInput.Resume());
    }

    /** The network may be another: finds out at once whether the connection is still there, or can be made now. */
    public void networkChanged() {
        feed(new SessionInput.NetworkChanged());
    }

    /** Leaves the present connection or wait and connects at once. */
    public void reconnect() {
        feed(new SessionInput.Reconnect());
    }

    /**
     * Goes on over another connection while the mailbox runs.
     *
     * @return the outcome, one of {@link SessionEvent.Moved} and {@link SessionEvent.MoveFailed}; told on a worker
     */
    public CompletionStage<SessionEvent> move(Binding binding, MoveMode mode, Duration drain) {
        CompletableFuture<SessionEvent> outcome = new CompletableFuture<>();
        try {
            loop.execute(() -> {
                if (moves == null) {
                    moves = new MoveOutcomes();
                }
                feed(new SessionInput.ChangeConnection(new Move(moves.begin(outcome), binding, mode, drain)));
            });
        } catch (RejectedExecutionException shutDown) {
            outcome.complete(new SessionEvent.MoveFailed(0, binding, "the component is stopped", null));
        }
        return outcome;
    }

    private void moveEnded(long number, SessionEvent outcome) {
        CompletableFuture<SessionEvent> waiting = moves.ended(number);
        calls.run(() -> waiting.complete(outcome), () -> waiting.complete(outcome));
    }

    /** Stops; completes when the connection is closed and the last position is kept. */
    public CompletionStage<Void> stop() {
        lane.hold();
        if (account == null) {
            feed(new SessionInput.Stop());
            return ended;
        }
        try {
            loop.execute(this::stopInTurn);
        } catch (RejectedExecutionException shutDown) {
            LOG.debug("Stopped after the event loop has ended");
        }
        return ended;
    }

    private void stopInTurn() {
        if (account.mustWait(this)) {
            toStop = true;
        } else {
            stopNow();
        }
    }

    /** True when its session is over. */
    boolean isOver() {
        return stopped;
    }

    /** True when it is to stop after the others. */
    boolean isToStop() {
        return toStop;
    }

    void stopNow() {
        toStop = false;
        feed(new SessionInput.Stop());
    }

    /** Completes as {@link #stop()} does, whoever stops it. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** The latest state of the session; times are of {@link System#nanoTime()}. */
    public SessionSnapshot snapshot() {
        return snapshot;
    }

    /** In words, what the mailbox waits for while it is queued. */
    public String waitsFor() {
        return guest ? "the connection that the folders of the account share" : links.waitsFor();
    }

    /** Exchanges that run now; the session counts those as in flight too that wait for their turn. */
    public int exchanges() {
        return lane.running();
    }

    /**
     * Takes an input: at once when called on the event loop and not from within an effect, else in order. What comes from
     * other threads while the event loop is busy or asleep is taken in one go.
     */
    void feed(SessionInput input) {
        inbox.add(input);
        if (loop.inEventLoop()) {
            drain();
        } else if (called.compareAndSet(false, true)) {
            try {
                loop.execute(this::empty);
            } catch (RejectedExecutionException shutDown) {
                LOG.debug("Input after the event loop has ended: {}", input);
            }
        }
    }

    private void empty() {
        called.set(false);
        if (!inbox.isEmpty()) {
            drain();
        }
    }

    private void drain() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            SessionInput input;
            while ((input = inbox.poll()) != null) {
                carryOut(session.on(input, System.nanoTime()));
            }
        } finally {
            busy = false;
        }
        snapshot = session.snapshot();
        if (stopped && !calls.isSaving()) {
            ended.complete(null);
        }
        if (account != null) {
            guest = session.isGuest();
            account.runErrands();
        }
    }

    private void carryOut(List<SessionEffect> effects) {
        for (SessionEffect effect : effects) {
            effect.dispatch(this);
        }
        links.flush();
    }

    @Override
    public void turn(SessionEffect.Turn turn) {
        links.turn(turn);
    }

    @Override
    public void share(SharingNote note) {
        account.tell(this, note);
    }

    /** Lets another folder's driver have this connection. */
    void lendTo(MailboxDriver other, int generation) {
        links.lendTo(other.links, generation);
    }

    /** Lets another folder's driver have the connection that was lent to this one. */
    void giveTo(MailboxDriver other) {
        links.giveTo(other.links);
    }

    @Override
    public void connect(SessionEffect.Connect connect) {
        links.connect(connect);
    }

    @Override
    public void startTls(int generation) {
        links.connection(generation).startTls();
    }

    @Override
    public void compress(int generation) {
        links.connection(generation).compress();
    }

    @Override
    public void send(SessionEffect.Send send) {
        links.send(send);
    }

    @Override
    public void close(int generation) {
        ImapConnection left = links.connection(generation);
        left.flush();
        left.close();
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        cancelTimer(timer);
        timers[timer.ordinal()] =
                loop.schedule(() -> feed(new SessionInput.TimerFired(timer, number)), delay, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        ScheduledFuture<?> running = timers[timer.ordinal()];
        if (running != null) {
            running.cancel(false);
            timers[timer.ordinal()] = null;
        }
    }

    @Override
    public void loadCursor() {
        calls.loadCursor();
    }

    @Override
    public void saveCursor(Cursor cursor) {
        calls.saveCursor(cursor);
    }

    @Override
    public void askCredentials(int generation) {
        calls.askCredentials(generation, links.login(generation));
    }

    @Override
    public void deliver(PushedMail mail) {
        lane.offer(mail);
    }

    @Override
    public void tell(MailEvent event) {
        lane.offer(event);
    }

    private void acknowledged(RouteItem item, boolean success) {
        feed(
                item instanceof PushedMail mail
                        ? new SessionInput.Acknowledged(mail.uidValidity(), mail.uid(), success)
                        : new SessionInput.Told());
    }

    @Override
    public void release(Body body) {
        body.release();
    }

    @Override
    public void report(SessionEvent event) {
        if (event instanceof SessionEvent.Stopped) {
            stopped = true;
            lane.close();
            links.end();
        } else if (event instanceof SessionEvent.MailboxReset) {
            lane.clear();
        } else if (event instanceof SessionEvent.Moved moved) {
            moveEnded(moved.number(), moved);
        } else if (event instanceof SessionEvent.MoveFailed failed) {
            moveEnded(failed.number(), failed);
        }
        host.report(event);
    }
}
