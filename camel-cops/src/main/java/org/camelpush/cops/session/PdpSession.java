package org.camelpush.cops.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.UnknownObject;

/**
 * A PDP's side of one connection (RFC 2748 §3, §4). Pure: {@link #on} takes what happened and the time, and answers what is to
 * be done, in order. Not thread-safe: one owner feeds it.
 */
public final class PdpSession {

    /** Notices under way of a connection beyond which no more should be read from it. */
    static final int MAX_TELLING = 256;

    private static final int INTEGRITY = 16;

    /** Effects that an input has most often. */
    private static final int FEW = 4;

    private final PdpSettings settings;
    private final PdpRegistry registry;
    private final PdpClients clients = new PdpClients(this);
    private final PdpUndecided undecided = new PdpUndecided(this);
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
    private final PdpEchoes echoes = new PdpEchoes(this);
    private final PdpAwaited awaited;

    private List<PdpEffect> effects = new ArrayList<>();
    private PdpState state = new PdpAwaitingOpen(this);
    private PepId pepId;
    private int telling;
    private long now;
    private LastPdpAddress at;

    /**
     * @param settings what the user decided
     * @param registry what is known beyond this connection
     */
    public PdpSession(PdpSettings settings, PdpRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        awaited = new PdpAwaited(this, timers, settings.reportTimeout());
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
        if (effects.isEmpty()) {
            return List.of();
        }
        List<PdpEffect> wanted = effects;
        effects = new ArrayList<>(FEW);
        return wanted;
    }

    /** How things are. */
    public PdpSnapshot snapshot() {
        return new PdpSnapshot(
                pepId, clients.types(), clients.handles(), undecided.count(), state instanceof PdpClosed);
    }

    /** True while nothing more should be read from the connection, for so much is undecided or not taken notice of. */
    public boolean isBusy() {
        return undecided.count() >= PdpUndecided.MOST || telling >= MAX_TELLING;
    }

    void connected(LastPdpAddress address) {
        at = address;
        state.connected();
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
        clients.refuse(0, error, why);
        drop(why);
    }

    void malformed(MalformedMessage message) {
        silence.heard(now);
        state.malformed(message);
    }

    void timerFired(SessionTimer timer, long number) {
        if (timers.takeFired(timer, number)) {
            if (timer == SessionTimer.ANSWER) {
                awaited.due();
            } else {
                state.timer(timer);
            }
        }
    }

    /** RFC 2748 §4.7: a Client-Close for each client type. */
    void stop(CopsError error) {
        if (!(state instanceof PdpClosed)) {
            clients.dismissAll(error, settings.redirect());
            effects.add(new PdpEffect.Close());
            end();
        }
    }

    void directed(long id, int clientType, Consumer<PdpClient> directive) {
        if (clients.isOpen(clientType)) {
            directive.accept(clients.of(clientType));
        } else {
            fail(id, PepFailure.Kind.DISCONNECTED, "the PEP has closed client type " + clientType);
        }
    }

    /** Closes the connection, whatever it was for. */
    void drop(String why) {
        if (state instanceof PdpClosed) {
            return;
        }
        report(new PdpEvent.Dropped(why));
        effects.add(new PdpEffect.Close());
        end();
    }

    void end() {
        clients.loseAll();
        timers.cancelAll();
        become(new PdpClosed(this));
    }

    void send(CopsMessage message) {
        effect(new PdpEffect.Send(message));
    }

    void tell(PdpNotice notice) {
        telling++;
        effect(new PdpEffect.Tell(notice));
    }

    void told() {
        telling--;
    }

    void fail(long id, PepFailure.Kind kind, String why) {
        effect(new PdpEffect.Fail(id, new PdpFailure(kind, why)));
    }

    void report(PdpEvent event) {
        effect(new PdpEffect.Report(event));
    }

    void ignore(int clientType, Ignored why) {
        effect(new PdpEffect.Ignored(clientType, why));
    }

    void effect(PdpEffect effect) {
        effects.add(effect);
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

    PdpRegistry registry() {
        return registry;
    }

    PdpAwaited awaited() {
        return awaited;
    }

    PdpUndecided undecided() {
        return undecided;
    }

    Silence silence() {
        return silence;
    }

    PdpEchoes echoes() {
        return echoes;
    }

    PepId pepId() {
        return pepId;
    }

    /** The address the PEP knows this side by. */
    LastPdpAddress at() {
        return at;
    }

    long now() {
        return now;
    }

    void pepId(PepId known) {
        pepId = known;
    }

    boolean isSamePep(PepId other) {
        return pepId == null || pepId.equals(other);
    }

    void opened() {
        timers.cancel(SessionTimer.STATE);
    }

    /** A connection without a client type is of use to nobody for long. */
    void waitForOpen() {
        if (clients.areNone() && !timers.isRunning(SessionTimer.STATE)) {
            timers.set(SessionTimer.STATE, settings.openTimeout().toNanos());
        }
    }

    /** A PEP that is not read is not silent. */
    boolean isSilentTooLong() {
        if (isBusy()) {
            silence.heard(now);
        }
        return silence.isTooLong(now);
    }
}
