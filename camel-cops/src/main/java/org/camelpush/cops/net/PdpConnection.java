package org.camelpush.cops.net;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongFunction;

import io.netty.channel.Channel;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpEvent;
import org.camelpush.cops.session.PdpFailure;
import org.camelpush.cops.session.PdpInput;
import org.camelpush.cops.session.PdpKept;
import org.camelpush.cops.session.PdpNotice;
import org.camelpush.cops.session.PdpRegistry;
import org.camelpush.cops.session.PdpSession;
import org.camelpush.cops.session.PdpSettings;
import org.camelpush.cops.session.PepFailure;
import org.camelpush.cops.session.PepKey;
import org.camelpush.cops.session.SessionTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Runs one {@link PdpSession} on the event loop of its connection, which alone touches it. */
final class PdpConnection implements PdpEffect.Performer, PdpRegistry, CopsHandler.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PdpConnection.class);

    private static final int MAX_TOLD = 10;
    private static final CopsDecision UNABLE = CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS));

    private final Channel channel;
    private final PdpHosts hosts;
    private final PdpPeps peps;
    private final PdpSession session;
    private final ConnectionTraffic counts;
    private final LoopTimers timers;
    private final Flushes flushes;
    private final Turns<PdpInput> turns = new Turns<>(this::step);
    /** The client types it is known by. */
    private final Set<PepKey> keys = new HashSet<>();

    private final Map<Long, PdpAnswer> waiting = new HashMap<>();
    private final Map<Long, Consumer<PdpEffect.Finished>> followers = new HashMap<>();
    private long ids;
    private int told;

    PdpConnection(Channel channel, PdpSettings settings, PdpHosts hosts, PdpPeps peps, ConnectionTraffic counts) {
        this.counts = counts;
        this.channel = channel;
        this.hosts = hosts;
        this.peps = peps;
        flushes = new Flushes(channel);
        session = new PdpSession(settings, this);
        timers = new LoopTimers(channel.eventLoop(), (timer, number) -> feed(new PdpInput.TimerFired(timer, number)));
    }

    void connected() {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        feed(new PdpInput.Connected(new LastPdpAddress(local.getAddress(), local.getPort())));
    }

    /** From any thread. */
    void stop(CopsError error) {
        later(new PdpInput.Stop(error));
    }

    /** What nobody decides for any more is closed. From any thread. */
    void leave(CopsError error) {
        later(new PdpInput.Leave(error));
    }

    /** The PEP has opened this client type on another connection. From any thread. */
    void replaced(int clientType) {
        later(new PdpInput.Replaced(clientType));
    }

    /** From any thread. */
    void want(PdpAnswer answer, LongFunction<PdpInput> input) {
        try {
            channel.eventLoop().execute(() -> {
                long id = ++ids;
                waiting.put(id, answer);
                feed(input.apply(id));
            });
        } catch (RejectedExecutionException shutDown) {
            answer.failed(new PdpFailure(PepFailure.Kind.STOPPED, "this side was stopped"));
        }
    }

    @Override
    public boolean serves(int clientType) {
        return hosts.of(clientType) != null;
    }

    @Override
    public void keep(PepKey pep, PdpKept kept) {
        peps.closed(pep, this);
        peps.keep(pep, kept);
    }

    @Override
    public PdpKept take(PepKey pep) {
        return peps.take(pep);
    }

    /** How it is; from any thread. */
    CompletableFuture<PdpSessionInfo> info() {
        return CompletableFuture.supplyAsync(
                () -> new PdpSessionInfo(channel.remoteAddress(), session.snapshot()), channel.eventLoop());
    }

    private void feed(PdpInput input) {
        turns.take(input);
    }

    private void step(PdpInput input) {
        for (PdpEffect effect : session.on(input, System.nanoTime())) {
            effect.dispatch(this);
        }
        writabilityChanged();
    }

    /**
     * A PEP that does not read is not read either, for what it asks would only make more that it does not read; nor is one
     * whose requests come faster than they are decided.
     */
    @Override
    public void writabilityChanged() {
        boolean read = channel.isWritable() && !session.isBusy();
        if (read != channel.config().isAutoRead()) {
            channel.config().setAutoRead(read);
        }
    }

    @Override
    public void received(CopsMessage message) {
        feed(new PdpInput.Received(message));
    }

    @Override
    public void malformed(MalformedMessage message) {
        log(Level.WARN, "sent a malformed message: " + message.what());
        feed(new PdpInput.Malformed(message));
    }

    @Override
    public void disconnected(String why) {
        LOG.debug("PEP at {} is disconnected: {}", channel.remoteAddress(), why);
        feed(new PdpInput.Disconnected());
        keys.forEach(pep -> peps.closed(pep, this));
    }

    @Override
    public void send(CopsMessage message) {
        channel.write(message, channel.voidPromise());
        flushes.wrote();
    }

    @Override
    public void close() {
        Farewell.closeWhenSent(channel);
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
    public void decide(PdpEffect.Decide decide) {
        PdpHost host = hosts.of(decide.request().clientType());
        if (host == null) {
            feed(new PdpInput.Decided(decide.number(), UNABLE)); // it has left, and its client types will be closed
            return;
        }
        Consumer<PdpEffect.Finished> follower = host.decide(
                decide.pepId(),
                channel.remoteAddress(),
                decide.request(),
                decision -> later(new PdpInput.Decided(decide.number(), decision)));
        if (follower != null) {
            followers.put(decide.number(), follower);
        }
    }

    @Override
    public void finished(PdpEffect.Finished finished) {
        Consumer<PdpEffect.Finished> follower = followers.isEmpty() ? null : followers.remove(finished.number());
        if (follower != null) {
            follower.accept(finished);
        }
    }

    @Override
    public void tell(PdpNotice notice) {
        PepKey pep = new PepKey(notice.pepId(), notice.clientType());
        if (notice instanceof PdpNotice.Opened) {
            keys.add(pep);
            peps.opened(pep, this);
        } else if (notice instanceof PdpNotice.Closed) {
            peps.closed(pep, this);
        }
        PdpHost host = hosts.of(notice.clientType());
        if (host == null || !host.tell(channel.remoteAddress(), notice, () -> later(new PdpInput.Told()))) {
            feed(new PdpInput.Told());
        }
    }

    @Override
    public void done(long id) {
        waiting.remove(id).done();
    }

    @Override
    public void reported(long id, ReportMessage message) {
        waiting.remove(id).reported(message);
    }

    @Override
    public void fail(long id, PdpFailure failure) {
        waiting.remove(id).failed(failure);
    }

    /** From any thread; at once where that is the event loop, in its turn. */
    private void later(PdpInput input) {
        if (channel.eventLoop().inEventLoop()) {
            feed(input);
            return;
        }
        try {
            channel.eventLoop().execute(() -> feed(input));
        } catch (RejectedExecutionException shutDown) {
            // then the connection is closed too
        }
    }

    @Override
    public void ignored(PdpEffect.Ignored ignored) {
        counts.ignored(ignored.why(), ignored.clientType());
    }

    @Override
    public void report(PdpEvent event) {
        boolean bad = event instanceof PdpEvent.Refused || event instanceof PdpEvent.Dropped;
        log(bad ? Level.WARN : Level.INFO, event.text());
    }

    /** A peer must not fill the log: of each connection only the first few lines are told aloud. */
    private void log(Level level, String text) {
        Level allowed = told < MAX_TOLD ? level : Level.DEBUG;
        told++;
        LOG.atLevel(allowed).log("PEP at {}: {}", channel.remoteAddress(), text);
    }
}
