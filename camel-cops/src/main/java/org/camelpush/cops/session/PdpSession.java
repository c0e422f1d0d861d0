package org.camelpush.cops.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.UnknownObject;

/**
 * A PDP's side of one connection (RFC 2748 §3, §4). Pure: {@link #on} takes what happened and the time, and answers what is to
 * be done, in order. Not thread-safe: one owner feeds it.
 */
public final class PdpSession {

    /** A PEP that answers an echo by an echo gets no more than ten a second. */
    static final Duration ECHO_INTERVAL = Duration.ofMillis(100);

    /** Undecided requests of a connection beyond which no more should be read from it. */
    static final int MAX_UNDECIDED = 1_024;

    private static final int INTEGRITY = 16;

    private final PdpSettings settings;
    private final PdpClients clients = new PdpClients(this);
    private final Map<Long, PdpRequest> undecided = new HashMap<>();
    private final Timers timers = new Timers(new Timers.Control() {
        @Override
        public void set(SessionTimer timer, long number, long delay) {
            effects.add(new PdpEffect.SetTimer(timer, number, delay));
        }

        @Override
        public void cancel(SessionTimer timer) {
            effects.add(new PdpEffect.CancelTimer(timer));
        }
    });
    private final Silence silence = new Silence(timers);

    private List<PdpEffect> effects = new ArrayList<>();
    private PdpState state = new PdpAwaitingOpen(this);
    private PepId pepId;
    private long requests;
    private long now;
    private boolean echoed;
    private long lastEcho;

    public PdpSession(PdpSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes one input.
     *
     * @param input what happened
     * @param time nanoseconds of a clock that never goes back
     * @return what is to be done now, in this order
     */
    public List<PdpEffect> on(PdpInput input, long time) {
        now = time;
        input.applyTo(this);
        List<PdpEffect> wanted = effects;
        effects = new ArrayList<>();
        return wanted;
    }

    /** How things are. */
    public PdpSnapshot snapshot() {
        return new PdpSnapshot(pepId, clients.types(), clients.handles(), undecided.size(), state instanceof PdpClosed);
    }

    /** True while nothing more should be read from the connection, for so much is undecided. */
    public boolean isBusy() {
        return undecided.size() >= MAX_UNDECIDED;
    }

    void received(CopsMessage message) {
        silence.heard(now);
        if (state instanceof PdpClosed) {
            return;
        }
        if (message.integrity() == null) {
            message.dispatch(state);
        } else {
            insecure(message.integrity());
        }
    }

    /** What is secured cannot be checked here, so nothing of it is believed (RFC 2748 §4.1, RFC 4261 §4.2). */
    private void insecure(Integrity integrity) {
        boolean tls = integrity instanceof Integrity.Tls;
        CopsError error = tls
                ? new UnknownObject(INTEGRITY, integrity.cType(), Octets.EMPTY).error()
                : CopsError.of(ErrorCode.AUTHENTICATION_FAILURE);
        String why = tls ? "the PEP asks for TLS, which is not supported" : "the PEP uses a key that is not known";
        refuse(0, error, why);
        drop(why);
    }

    void malformed(MalformedMessage message) {
        silence.heard(now);
        state.malformed(message);
    }

    void decided(long number, CopsDecision decision) {
        PdpRequest request = undecided.remove(number);
        if (request != null) {
            request.decided(decision);
            clients.of(request.message().clientType()).decided(request);
        }
    }

    void timerFired(SessionTimer timer, long number) {
        if (timers.takeFired(timer, number)) {
            state.timer(timer);
        }
    }

    /** RFC 2748 §4.7: a Client-Close for each client type. */
    void stop() {
        if (!(state instanceof PdpClosed)) {
            clients.refuseAll(CopsError.of(ErrorCode.SHUTTING_DOWN));
            effects.add(new PdpEffect.Close());
            end();
        }
    }

    /** Closes the connection, whatever it was for. */
    void drop(String why) {
        if (state instanceof PdpClosed) {
            return;
        }
        effects.add(new PdpEffect.Report(new PdpEvent.Dropped(why)));
        effects.add(new PdpEffect.Close());
        end();
    }

    void end() {
        timers.cancelAll();
        clients.closeAll();
        become(new PdpClosed(this));
    }

    void send(CopsMessage message) {
        effects.add(new PdpEffect.Send(message));
    }

    void become(PdpState next) {
        state = next;
    }

    PdpState state() {
        return state;
    }

    PdpSettings settings() {
        return settings;
    }

    PdpClients clients() {
        return clients;
    }

    boolean isSamePep(PepId other) {
        return pepId == null || pepId.equals(other);
    }

    void accept(OpenMessage message) {
        boolean isNew = !clients.isOpen(message.clientType());
        pepId = message.pepId();
        clients.open(message.clientType());
        timers.cancel(SessionTimer.STATE);
        send(new AcceptMessage(message.clientType(), new KeepAliveTimer(settings.keepAlive()), null, null));
        silence.watch(settings.keepAlive(), now);
        if (isNew) {
            effects.add(new PdpEffect.Report(new PdpEvent.Opened(pepId, message.clientType())));
        }
    }

    /** A Client-Close of this side; what the client type had is gone. */
    void refuse(int clientType, CopsError error, String why) {
        send(new CloseMessage(clientType, error, null, null));
        effects.add(new PdpEffect.Report(new PdpEvent.Refused(clientType, error, why)));
        clients.close(clientType);
        waitForOpen();
    }

    void closedByPeer(CloseMessage message) {
        if (clients.isOpen(message.clientType())) {
            effects.add(new PdpEffect.Report(new PdpEvent.ClosedByPeer(message.clientType(), message.error())));
            clients.close(message.clientType());
            waitForOpen();
        }
    }

    /** A connection without a client type is of use to nobody for long. */
    void waitForOpen() {
        if (clients.areNone() && !timers.isRunning(SessionTimer.STATE)) {
            timers.set(SessionTimer.STATE, settings.openTimeout().toNanos());
        }
    }

    /** RFC 2748 §3.9: a keep-alive of the PEP is echoed. */
    void echo() {
        if (!echoed || now - lastEcho >= ECHO_INTERVAL.toNanos()) {
            echoed = true;
            lastEcho = now;
            send(new KeepAliveMessage(0, null));
        }
    }

    /** A PEP that is not read is not silent. */
    boolean isSilentTooLong() {
        if (isBusy()) {
            silence.heard(now);
        }
        return silence.isTooLong(now);
    }

    /** True when no further request can be taken; a new state needs room, and so does what is undecided. */
    boolean isFull(boolean isNew) {
        return undecided.size() >= settings.maxHandles() || isNew && clients.handles() >= settings.maxHandles();
    }

    PdpRequest decide(RequestMessage message) {
        PdpRequest request = new PdpRequest(++requests, message);
        undecided.put(request.number(), request);
        effects.add(new PdpEffect.Decide(request.number(), pepId, message));
        return request;
    }

    void forget(PdpRequest request) {
        undecided.remove(request.number());
    }
}
