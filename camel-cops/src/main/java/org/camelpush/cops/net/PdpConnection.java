package org.camelpush.cops.net;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpEvent;
import org.camelpush.cops.session.PdpInput;
import org.camelpush.cops.session.PdpSession;
import org.camelpush.cops.session.PdpSettings;
import org.camelpush.cops.session.SessionTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Runs one {@link PdpSession} on the event loop of its connection, which alone touches it. */
final class PdpConnection implements PdpEffect.Performer, CopsHandler.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PdpConnection.class);

    private static final int MAX_TOLD = 10;

    private final Channel channel;
    private final PdpHost host;
    private final PdpSession session;
    private final LoopTimers timers;
    private final Turns<PdpInput> turns = new Turns<>(this::step);
    private boolean reading;
    private int told;

    PdpConnection(Channel channel, PdpSettings settings, PdpHost host) {
        this.channel = channel;
        this.host = host;
        session = new PdpSession(settings);
        timers = new LoopTimers(channel.eventLoop(), (timer, number) -> feed(new PdpInput.TimerFired(timer, number)));
    }

    void connected() {
        feed(new PdpInput.Connected());
    }

    /** From any thread. */
    void stop() {
        later(new PdpInput.Stop());
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
        session.on(input, System.nanoTime()).forEach(effect -> effect.dispatch(this));
        if (!reading) {
            channel.flush();
        }
        writabilityChanged();
    }

    /**
     * A PEP that does not read is not read either, for what it asks would only make more that it does not read; nor is one
     * whose requests come faster than they are decided.
     */
    @Override
    public void writabilityChanged() {
        channel.config().setAutoRead(channel.isWritable() && !session.isBusy());
    }

    @Override
    public void received(CopsMessage message) {
        read(new PdpInput.Received(message));
    }

    @Override
    public void malformed(MalformedMessage message) {
        log(Level.WARN, "sent a malformed message: " + message.what());
        read(new PdpInput.Malformed(message));
    }

    /** What answers one piece of input goes out in one piece: the handler flushes when all of it is read. */
    private void read(PdpInput input) {
        reading = true;
        try {
            feed(input);
        } finally {
            reading = false;
        }
    }

    @Override
    public void disconnected(String why) {
        LOG.debug("PEP at {} is disconnected: {}", channel.remoteAddress(), why);
        feed(new PdpInput.Disconnected());
    }

    @Override
    public void send(CopsMessage message) {
        channel.write(message, channel.voidPromise());
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
        host.decide(
                decide.pepId(),
                channel.remoteAddress(),
                decide.request(),
                decision -> later(new PdpInput.Decided(decide.number(), decision)));
    }

    /** From any thread. */
    private void later(PdpInput input) {
        try {
            channel.eventLoop().execute(() -> feed(input));
        } catch (RejectedExecutionException shutDown) {
            // then the connection is closed too
        }
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
