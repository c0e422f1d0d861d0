package org.camelpush.cops.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.MalformedMessage;

/**
 * A PEP: keeps one connection to one of its PDPs, through any number of losses, with any number of client types on it, and asks
 * (RFC 2748 §2.3 to §4). Pure: {@link #on} takes what happened and the time, and answers what is to be done, in order. Not
 * thread-safe: one owner feeds it. It runs once: what was stopped is not started again.
 */
public final class PepSession {

    private final PepSettings settings;
    private final PepClients clients = new PepClients(this);
    private final PepRequests requests = new PepRequests(this);
    private final PepReceiver receiver = new PepReceiver(this);
    private final Timers timers = new Timers(new Timers.Control() {
        @Override
        public void set(SessionTimer timer, long number, long delay) {
            effects.add(new PepEffect.SetTimer(timer, number, delay));
        }

        @Override
        public void cancel(SessionTimer timer) {
            effects.add(new PepEffect.CancelTimer(timer));
        }
    });
    private final KeepAlives keepAlives;
    private final PepLine line;

    private List<PepEffect> effects = new ArrayList<>();
    private PepState state = new PepIdle(this);
    private long now;

    /**
     * @param settings what the user decided
     * @param random gives the times of keep-alives and the jitter of waits
     */
    public PepSession(PepSettings settings, RandomGenerator random) {
        this.settings = settings;
        keepAlives = new KeepAlives(this, timers, random);
        line = new PepLine(this, random);
    }

    /**
     * Takes one input.
     *
     * @param input what happened
     * @param time nanoseconds of a clock that never goes back
     * @return what is to be done now, in this order
     */
    public List<PepEffect> on(PepInput input, long time) {
        now = time;
        input.applyTo(this);
        List<PepEffect> wanted = effects;
        effects = new ArrayList<>();
        return wanted;
    }

    /** How things are. */
    public PepSnapshot snapshot() {
        return new PepSnapshot(
                line.server(),
                state.isConnected(),
                clients.openTypes(),
                requests.handles(),
                requests.pending(),
                line.outage().attempts(),
                line.lastFailure());
    }

    void openClient(int clientType) {
        clients.want(clientType);
        state.wanted(clientType);
    }

    void closeClient(int clientType) {
        clients.forget(clientType, CopsError.of(ErrorCode.SHUTTING_DOWN));
        requests.closed(
                clientType, PepFailure.of(PepFailure.Kind.STOPPED, "client type " + clientType + " was closed here"));
        if (clients.areNone() && !(state instanceof PepStopped)) {
            line.close("it was closed here");
            become(new PepIdle(this));
        }
    }

    void redial(long id, boolean anew) {
        if (state instanceof PepStopped) {
            fail(id, state.refusal());
            return;
        }
        line.online();
        if (clients.areNone()) {
            effect(new PepEffect.Done(id)); // the next connection goes that way
        } else if (line.redial(id, anew)) {
            become(new PepConnecting(this));
        }
    }

    void goOffline() {
        if (state instanceof PepStopped) {
            return;
        }
        line.goOffline();
        if (!clients.areNone() && !(state instanceof PepOffline)) {
            become(new PepOffline(this));
        }
    }

    /** There is something to connect for. */
    void dial() {
        become(line.isOffline() ? new PepOffline(this) : new PepConnecting(this));
    }

    void ofGeneration(int which, Runnable action) {
        if (line.isPresent(which)) {
            action.run();
        }
    }

    void connected(LastPdpAddress pdp) {
        line.connected(pdp);
        state.connected();
    }

    void received(CopsMessage message) {
        keepAlives.heard(now);
        if (message.integrity() == null) {
            message.dispatch(receiver);
        } else {
            // RFC 2748 §4.1: what is secured cannot be checked here, so nothing of it is believed
            send(new CloseMessage(0, CopsError.of(ErrorCode.AUTHENTICATION_FAILURE), null, null));
            abandon("the PDP secures a message, and no key is known here");
        }
    }

    void malformed(MalformedMessage message) {
        keepAlives.heard(now);
        receiver.malformed(message);
    }

    void timerFired(SessionTimer timer, long number) {
        if (!timers.takeFired(timer, number)) {
            return;
        }
        switch (timer) {
            case STATE -> state.timer();
            case SILENCE -> keepAlives.silence();
            case KEEP_ALIVE -> keepAlives.due();
            case REQUEST -> requests.timeouts();
            case STATES -> requests.expire();
            case ACCOUNT -> requests.states().enforcement().account();
            case REOPEN -> {
                clients.openAll();
                stateTimer(settings.openTimeout());
            }
        }
    }

    void stop() {
        if (state instanceof PepStopped) {
            return;
        }
        clients.farewell(CopsError.of(ErrorCode.SHUTTING_DOWN));
        line.close("it was closed here");
        become(new PepStopped(this));
        timers.cancelAll();
    }

    /** Closes the connection, and makes another one. */
    void abandon(String why) {
        line.abandon(why);
    }

    /** Nothing that was said on the connection holds any more. */
    void disconnected(String why) {
        timers.cancel(SessionTimer.REOPEN);
        timers.cancel(SessionTimer.ACCOUNT);
        keepAlives.disconnected();
        clients.disconnected();
        requests.disconnected(why);
    }

    void become(PepState next) {
        timers.cancel(SessionTimer.STATE);
        state = next;
        next.enter();
    }

    void send(CopsMessage message) {
        if (state.isConnected()) {
            effect(new PepEffect.Send(line.generation(), message));
        }
    }

    void fail(long id, PepFailure failure) {
        effect(new PepEffect.Fail(id, failure));
    }

    void report(PepEvent event) {
        effect(new PepEffect.Report(event));
    }

    void ignore(int clientType, Ignored why) {
        effect(new PepEffect.Ignored(clientType, why));
    }

    void effect(PepEffect effect) {
        effects.add(effect);
    }

    void stateTimer(Duration delay) {
        timers.set(SessionTimer.STATE, delay.toNanos());
    }

    /** One that runs is for an older request, and so fires first. */
    void requestTimer(long delay) {
        if (!timers.isRunning(SessionTimer.REQUEST)) {
            timers.set(SessionTimer.REQUEST, delay);
        }
    }

    void reopenAfter(int refusals) {
        if (!timers.isRunning(SessionTimer.REOPEN)) {
            timers.set(SessionTimer.REOPEN, line.outage().delayAfterRefusals(refusals));
        }
    }

    /** In nanoseconds; 0 for no accounting. */
    void accountAfter(long delay) {
        if (delay == 0) {
            timers.cancel(SessionTimer.ACCOUNT);
        } else {
            timers.set(SessionTimer.ACCOUNT, delay);
        }
    }

    /** What a lost connection leaves is not kept for longer; one time for all that is kept now. */
    void keepStatesForAWhile() {
        if (!timers.isRunning(SessionTimer.STATES)) {
            timers.set(SessionTimer.STATES, settings.stateTimeout().toNanos());
        }
    }

    void keepStates() {
        timers.cancel(SessionTimer.STATES);
    }

    PepState state() {
        return state;
    }

    PepSettings settings() {
        return settings;
    }

    PepClients clients() {
        return clients;
    }

    PepRequests requests() {
        return requests;
    }

    KeepAlives keepAlive() {
        return keepAlives;
    }

    PepLine line() {
        return line;
    }

    long now() {
        return now;
    }
}
