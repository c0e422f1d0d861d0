package org.camelpush.cops.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;

/** A PEP's machine, step by step. */
final class PepScript implements PepEffect.Performer {

    final PepSession session;
    final List<CopsMessage> sent = new ArrayList<>();
    final List<PepEffect.Answer> answers = new ArrayList<>();
    final List<PdpAddress> discoveries = new ArrayList<>();
    final Map<Long, ReportType> reported = new TreeMap<>();
    final Map<Long, String> unreported = new TreeMap<>();
    final List<Long> done = new ArrayList<>();
    final Map<Long, PepFailure> failures = new HashMap<>();
    final List<PepEvent> events = new ArrayList<>();
    final List<Ignored> ignored = new ArrayList<>();
    final List<PepEffect.Enforce> enforcing = new ArrayList<>();
    final List<PepEffect.Account> accounting = new ArrayList<>();
    final List<PepNotice> notices = new ArrayList<>();
    final List<PdpAddress> connects = new ArrayList<>();
    int generation;
    int closes;
    private final long[] numbers = new long[SessionTimer.values().length];
    private final long[] delays = new long[SessionTimer.values().length];
    private long now;

    PepScript(ReconnectPolicy reconnect, int maxHandles, PdpAddress... servers) {
        session = new PepSession(
                new PepSettings(
                        servers.length == 0 ? List.of(new PdpAddress("one", 3288)) : List.of(servers),
                        new PepId("pep"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(2),
                        maxHandles,
                        reconnect),
                new SplittableRandom(1));
    }

    /** With several PDPs and short waits. */
    static PepScript of(PdpAddress... servers) {
        PepScript script = new PepScript(
                new ReconnectPolicy(true, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, -1), 100, servers);
        return script.feed(new PepInput.OpenClient(1));
    }

    /** Where a PDP is, by number. */
    static LastPdpAddress at(int number) {
        try {
            return new LastPdpAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) number}), 3288);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static PepInput connected(int generation) {
        return new PepInput.Connected(generation, at(1));
    }

    /** The present attempt leads to the PDP of this number, which accepts client type 1. */
    PepScript openAt(int number) {
        feed(new PepInput.Connected(generation, at(number)));
        return receive(new AcceptMessage(1, new KeepAliveTimer(0), null, null));
    }

    PepScript cut() {
        return feed(new PepInput.Disconnected(generation, "cut"));
    }

    /** The last OPN that was sent. */
    OpenMessage opened() {
        OpenMessage last = null;
        for (CopsMessage message : sent) {
            last = message instanceof OpenMessage open ? open : last;
        }
        return last;
    }

    PepScript() {
        this(new ReconnectPolicy(true, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, -1), 100);
    }

    /** Connected, with client types 1 and 2 wanted and 1 open; nothing noted. */
    static PepScript open() {
        return open(null);
    }

    static PepScript open(AccountingTimer accounting) {
        PepScript script = new PepScript();
        script.feed(new PepInput.OpenClient(1)).feed(new PepInput.OpenClient(2));
        script.feed(connected(script.generation));
        script.receive(new AcceptMessage(1, new KeepAliveTimer(40), accounting, null));
        script.sent.clear();
        script.events.clear();
        return script;
    }

    PepScript feed(PepInput input) {
        session.on(input, now).forEach(effect -> effect.dispatch(this));
        return this;
    }

    PepScript receive(CopsMessage message) {
        return feed(new PepInput.Received(generation, message));
    }

    PepScript ask(long id, int requestType, boolean keep) {
        return ask(id, null, requestType, keep);
    }

    PepScript ask(long id, Handle handle, int requestType, boolean keep) {
        CopsRequest request = CopsRequest.of(new Context(requestType, 0), Octets.EMPTY);
        return feed(new PepInput.Ask(id, 1, handle, request, keep, true));
    }

    /** The last request that was sent. */
    RequestMessage asked() {
        RequestMessage last = null;
        for (CopsMessage message : sent) {
            last = message instanceof RequestMessage request ? request : last;
        }
        return last;
    }

    PepScript pass(Duration time) {
        now += time.toNanos();
        return this;
    }

    PepScript fire(SessionTimer timer) {
        return feed(new PepInput.TimerFired(timer, numbers[timer.ordinal()]));
    }

    /** Null when it does not run. */
    Duration delayOf(SessionTimer timer) {
        return numbers[timer.ordinal()] == 0 ? null : Duration.ofNanos(delays[timer.ordinal()]);
    }

    @Override
    public void connect(PepEffect.Connect wanted) {
        generation = wanted.generation();
        connects.add(wanted.server());
    }

    @Override
    public void discover(PepEffect.Discover wanted) {
        generation = wanted.generation();
        discoveries.add(wanted.service());
    }

    @Override
    public void send(int which, CopsMessage message) {
        sent.add(message);
    }

    @Override
    public void close(int which) {
        closes++;
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        numbers[timer.ordinal()] = number;
        delays[timer.ordinal()] = delay;
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        numbers[timer.ordinal()] = 0;
    }

    @Override
    public void answer(PepEffect.Answer answer) {
        answers.add(answer);
    }

    @Override
    public void reported(long id, ReportType type) {
        reported.put(id, type);
    }

    @Override
    public void unreported(long id, String why) {
        unreported.put(id, why);
    }

    @Override
    public void done(long id) {
        done.add(id);
    }

    @Override
    public void fail(long id, PepFailure failure) {
        failures.put(id, failure);
    }

    @Override
    public void enforce(PepEffect.Enforce enforce) {
        enforcing.add(enforce);
    }

    @Override
    public void account(PepEffect.Account account) {
        accounting.add(account);
    }

    @Override
    public void tell(PepNotice notice) {
        notices.add(notice);
    }

    @Override
    public void ignored(PepEffect.Ignored what) {
        ignored.add(what.why());
    }

    @Override
    public void report(PepEvent event) {
        events.add(event);
    }
}
