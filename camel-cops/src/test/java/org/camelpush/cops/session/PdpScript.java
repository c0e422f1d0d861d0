package org.camelpush.cops.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;

/** A PDP's machine, step by step. */
final class PdpScript implements PdpEffect.Performer, PdpRegistry {

    static final PepId PEP = new PepId("pep");
    static final Handle HANDLE = new Handle(Octets.ofHex("2a"));
    static final CopsDecision INSTALL = CopsDecision.of(DecisionCommand.INSTALL, List.of());

    final PdpSession session;
    final List<CopsMessage> sent = new ArrayList<>();
    final List<PdpEffect.Decide> asked = new ArrayList<>();
    final List<PdpEffect.Finished> finished = new ArrayList<>();
    final List<PdpEvent> events = new ArrayList<>();
    final List<Ignored> ignored = new ArrayList<>();
    final List<PdpNotice> notices = new ArrayList<>();
    final List<Long> done = new ArrayList<>();
    final Map<Long, ReportMessage> reports = new HashMap<>();
    final Map<Long, PdpFailure> failures = new HashMap<>();
    final Set<Integer> served = new HashSet<>(Set.of(1, 2));
    final Map<PepKey, PdpKept> kept;
    boolean attentive = true;
    boolean closed;
    private final long[] numbers = new long[SessionTimer.values().length];
    private long now;

    PdpScript(PdpSettings settings, Map<PepKey, PdpKept> kept) {
        this.kept = kept;
        session = new PdpSession(settings, this);
        feed(new PdpInput.Connected(PepScript.at(1)));
    }

    PdpScript(int keepAlive, int maxHandles) {
        this(settings(keepAlive, maxHandles, SyncPolicy.AUTO), new HashMap<>());
    }

    static PdpSettings settings(int keepAlive, int maxHandles, SyncPolicy syncPolicy) {
        return new PdpSettings(
                keepAlive, null, Duration.ofSeconds(10), Duration.ofSeconds(30), syncPolicy, null, maxHandles);
    }

    /** The same PDP, on the next connection. */
    PdpScript next() {
        return new PdpScript(session.settings(), kept);
    }

    PdpScript() {
        this(30, 100);
    }

    /** With client type 1 open, and nothing noted. */
    static PdpScript open() {
        PdpScript script = new PdpScript();
        script.open(1);
        script.sent.clear();
        script.events.clear();
        return script;
    }

    PdpScript feed(PdpInput input) {
        session.on(input, now).forEach(effect -> effect.dispatch(this));
        return this;
    }

    PdpScript receive(CopsMessage message) {
        return feed(new PdpInput.Received(message));
    }

    PdpScript malformed(MalformedMessage message) {
        return feed(new PdpInput.Malformed(message));
    }

    PdpScript open(int clientType) {
        return receive(new OpenMessage(clientType, PEP, null, null, null));
    }

    PdpScript pass(Duration time) {
        now += time.toNanos();
        return this;
    }

    PdpScript fire(SessionTimer timer) {
        return feed(new PdpInput.TimerFired(timer, numbers[timer.ordinal()]));
    }

    static RequestMessage request(int clientType, Handle handle) {
        return CopsRequest.of(new Context(1, 0), Octets.EMPTY).with(clientType, handle);
    }

    PdpScript decide(int index, CopsDecision decision) {
        return feed(new PdpInput.Decided(asked.get(index).number(), decision));
    }

    boolean isWaitingFor(SessionTimer timer) {
        return numbers[timer.ordinal()] != 0;
    }

    @Override
    public void send(CopsMessage message) {
        sent.add(message);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        numbers[timer.ordinal()] = number;
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        numbers[timer.ordinal()] = 0;
    }

    @Override
    public void decide(PdpEffect.Decide decide) {
        asked.add(decide);
    }

    @Override
    public boolean serves(int clientType) {
        return served.contains(clientType);
    }

    @Override
    public void keep(PepKey pep, PdpKept states) {
        kept.put(pep, states);
    }

    @Override
    public PdpKept take(PepKey pep) {
        return kept.remove(pep);
    }

    @Override
    public void tell(PdpNotice notice) {
        notices.add(notice);
        if (attentive) {
            feed(new PdpInput.Told());
        }
    }

    @Override
    public void done(long id) {
        done.add(id);
    }

    @Override
    public void reported(long id, ReportMessage message) {
        reports.put(id, message);
    }

    @Override
    public void fail(long id, PdpFailure failure) {
        failures.put(id, failure);
    }

    @Override
    public void ignored(PdpEffect.Ignored what) {
        ignored.add(what.why());
    }

    @Override
    public void report(PdpEvent event) {
        events.add(event);
    }

    @Override
    public void finished(PdpEffect.Finished end) {
        finished.add(end);
    }
}
