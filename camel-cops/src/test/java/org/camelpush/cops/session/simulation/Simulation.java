package org.camelpush.cops.session.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PdpSettings;
import org.camelpush.cops.session.PepAttention;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepEvent;
import org.camelpush.cops.session.PepFailure;
import org.camelpush.cops.session.PepInput;
import org.camelpush.cops.session.PepNotice;
import org.camelpush.cops.session.PepSession;
import org.camelpush.cops.session.PepSettings;
import org.camelpush.cops.session.ReconnectPolicy;
import org.camelpush.cops.session.SessionTimer;
import org.camelpush.cops.session.SrvRecord;
import org.camelpush.cops.session.SyncPolicy;

/**
 * Both machines against each other, over a network that loses connections, goes silent and takes its time, with a route that
 * decides late, in any order or not at all, and somebody who asks all the time. One number decides everything.
 */
final class Simulation implements PepEffect.Performer {

    private static final long MILLIS = 1_000_000;
    private static final long SECOND = 1000 * MILLIS;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final long STABLE = 300 * SECOND;
    private static final long TROUBLE = 120 * SECOND;
    private static final long QUIET = 200 * SECOND;
    private static final int MAX_HANDLES = 12;
    static final Set<Integer> ALL_TYPES = Set.of(1, 2, 3);

    private static final PdpAddress SERVICE = new PdpAddress("_cops._tcp.sim", 0);

    private record Asked(Octets what, long deadline, int clientType) {}

    private record Held(int clientType, Handle handle) {}

    private final SplittableRandom chance;
    private final Consumer<Class<?>> witness;
    private final Consumer<PepFailure.Kind> failures;
    private final Agenda agenda = new Agenda();
    private final PepSession pep;
    private final List<Site> sites = new ArrayList<>();
    private final List<SrvRecord> records = new ArrayList<>();
    private final Rules.Handles handles = new Rules.Handles();
    private final Directives directives;
    private final Set<Integer> wanted = new HashSet<>();
    private final Map<Long, Asked> asked = new HashMap<>();
    private final Set<Long> answered = new HashSet<>();
    private final Set<Long> owed = new HashSet<>();
    private final List<Held> held = new ArrayList<>();
    private final Set<Long> redials = new HashSet<>();
    /** Those that were tried since the last wait. */
    private final Set<PdpAddress> round = new HashSet<>();

    private long connectedSince;
    private long ids;
    private Link link;
    private Link last;
    private int generation;
    private boolean trouble = true;
    private boolean stopped;
    private boolean offline;

    /**
     * @param witness hears what kinds of things happened
     * @param failures hears why things failed
     */
    Simulation(long seed, Consumer<Class<?>> witness, Consumer<PepFailure.Kind> failures) {
        this.failures = failures;
        chance = new SplittableRandom(seed);
        this.witness = witness;
        int pdps = 1 + chance.nextInt(3);
        for (int number = 1; number <= pdps; number++) {
            sites.add(new Site(number, chance.nextInt(3) == 0 ? Set.of(1, 2) : ALL_TYPES, settings(), agenda));
        }
        directives = new Directives(this, chance.split());
        pep = new PepSession(
                new PepSettings(
                        servers(),
                        new PepId("pep"),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        REQUEST_TIMEOUT,
                        Duration.ofSeconds(10 + chance.nextInt(60)),
                        MAX_HANDLES - 2 + chance.nextInt(4),
                        new ReconnectPolicy(true, Duration.ofMillis(200), Duration.ofSeconds(20), 2, -1)),
                chance.split());
    }

    /** Sometimes DNS knows some of them, or all. */
    private List<PdpAddress> servers() {
        List<PdpAddress> servers =
                new ArrayList<>(sites.stream().map(Site::server).toList());
        int told = chance.nextInt(2) * (1 + chance.nextInt(sites.size()));
        for (int i = 0; i < told; i++) {
            Site site = sites.get(i);
            records.add(new SrvRecord(chance.nextInt(2), chance.nextInt(3), site.server()));
            if (chance.nextBoolean()) {
                servers.remove(site.server());
            }
        }
        if (told > 0) {
            servers.add(chance.nextInt(servers.size() + 1), SERVICE);
        }
        return servers;
    }

    private PdpSettings settings() {
        return new PdpSettings(
                chance.nextInt(4) == 0 ? 0 : 2 + chance.nextInt(30),
                chance.nextInt(3) == 0 ? new AccountingTimer(1 + chance.nextInt(9)) : null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                chance.nextInt(4) == 0 ? SyncPolicy.ALWAYS : SyncPolicy.AUTO,
                null,
                MAX_HANDLES);
    }

    void run() {
        for (int clientType = 1; clientType <= 1 + chance.nextInt(3); clientType++) {
            open(clientType);
        }
        agenda.after(0, this::act);
        agenda.runUntil(TROUBLE);
        trouble = false;
        sites.forEach(Site::start);
        if (link != null && link.site().settings().keepAlive() == 0) {
            link.sever(); // nobody else would ever notice that it is silent
        }
        agenda.runUntil(TROUBLE + QUIET);
        bothAgree();
        stop();
    }

    private void open(int clientType) {
        wanted.add(clientType);
        toPep(new PepInput.OpenClient(clientType));
        boolean attended = chance.nextBoolean();
        toPep(new PepInput.Attend(clientType, new PepAttention(attended, attended)));
    }

    private void bothAgree() {
        directives.allAnswered();
        Rules.check(answered.containsAll(redials), "each redial has an outcome");
        Rules.check(asked.isEmpty(), "each request is answered: " + asked);
        Rules.check(pep.snapshot().connected(), "the PEP is connected again, but " + pep.snapshot());
        Rules.check(pep.snapshot().pending() == 0, "nothing is pending");
        Rules.check(last.pdp().snapshot().undecided() == 0, "nothing is undecided");
        Rules.check(
                pep.snapshot().handles() == last.pdp().snapshot().handles(),
                "both know the same states: " + pep.snapshot() + " "
                        + last.pdp().snapshot());
        Rules.check(
                pep.snapshot().openClientTypes().equals(last.pdp().snapshot().clientTypes()),
                "both know the same client types: " + pep.snapshot() + " "
                        + last.pdp().snapshot());
    }

    private void stop() {
        ask();
        toPep(new PepInput.Stop());
        stopped = true;
        Rules.check(asked.isEmpty(), "a stop answers what is asked");
        Rules.check(owed.isEmpty(), "a stop ends what is to be reported");
        agenda.runUntil(TROUBLE + 2 * QUIET);
        Rules.check(last.pdp().snapshot().closed(), "the PDP hears of the end");
        last.allFinished();
        ask();
        Rules.check(asked.isEmpty(), "whatever is asked behind the end fails at once");
    }

    /** Something happens, and then something else. */
    private void act() {
        if (!trouble) {
            return;
        }
        switch (chance.nextInt(25)) {
            case 0 -> ifConnected(Link::sever);
            case 1 ->
                ifConnected(any -> {
                    if (chance.nextInt(4) == 0) {
                        link.silence();
                    }
                });
            case 2 -> ifConnected(any -> directives.synchronize());
            case 3 -> ifConnected(any -> link.arrive(new SynchronizeMessage(clientType(), anyHandle(), null)));
            case 4 -> ifConnected(any -> link.arrive(unsolicited()));
            case 5 -> ifConnected(any -> link.arrive(new KeepAliveMessage(0, null)));
            case 6 -> ifConnected(any -> directives.ending());
            case 7, 8 -> delete();
            case 9, 10 -> report();
            case 11 -> renew();
            case 12 -> {
                wanted.remove(3);
                toPep(new PepInput.CloseClient(3));
            }
            case 13 -> open(3);
            case 14 -> ifConnected(any -> directives.change());
            case 15 -> crash();
            case 17 -> toPep(new PepInput.Arrived());
            case 18 -> goOffline();
            case 16 -> redial();
            default -> ask();
        }
        agenda.after(chance.nextInt(2_000) * MILLIS, this::act);
    }

    /** Perhaps the same. */
    Site other() {
        return sites.get(chance.nextInt(sites.size()));
    }

    private void crash() {
        Site site = other();
        if (site.isUp() && chance.nextInt(3) == 0) {
            site.crash();
            agenda.after(chance.nextInt(40) * SECOND, site::start);
        }
    }

    private void redial() {
        long id = ++ids;
        redials.add(id);
        boolean anew = chance.nextBoolean();
        if (anew || generation == 0) {
            round.clear();
        }
        offline = false;
        toPep(new PepInput.Redial(id, anew));
    }

    /** Until the next redial, which is soon. */
    private void goOffline() {
        toPep(new PepInput.GoOffline());
        offline = true;
        agenda.after(chance.nextInt(20) * SECOND, this::redial);
    }

    Link link() {
        return link;
    }

    Directives directives() {
        return directives;
    }

    Rules.Handles handles() {
        return handles;
    }

    private void ifConnected(Consumer<Link> action) {
        if (link != null) {
            action.accept(link);
        }
    }

    int clientType() {
        return 1 + chance.nextInt(3);
    }

    Handle anyHandle() {
        return held.isEmpty() || chance.nextInt(4) == 0
                ? new Handle(Octets.ofHex("0000000000000fff"))
                : held.get(chance.nextInt(held.size())).handle();
    }

    private CopsMessage unsolicited() {
        Octets which = Octets.ofText("change " + ++ids);
        Decision decision = new Decision(
                new Context(1, 0),
                DecisionCommand.REMOVE,
                0,
                List.of(new DecisionData(DecisionData.Kind.CLIENT_SPECIFIC, which)));
        return new DecisionMessage(clientType(), false, anyHandle(), List.of(decision), null, null);
    }

    private void ask() {
        ask(clientType(), null);
    }

    private void ask(int clientType, Handle handle) {
        long id = ++ids;
        Octets what = Octets.ofText("ask " + id);
        asked.put(id, new Asked(what, agenda.now() + REQUEST_TIMEOUT.toNanos(), clientType));
        int requestType = chance.nextInt(4) == 0 ? Context.CONFIGURATION : Context.INCOMING_MESSAGE;
        CopsRequest request = CopsRequest.of(new Context(requestType, 0), what);
        toPep(new PepInput.Ask(id, clientType, handle, request, chance.nextInt(3) == 0, true));
        Asked open = asked.get(id);
        if (open != null) {
            agenda.at(
                    open.deadline(),
                    () -> agenda.after(
                            0, () -> Rules.check(!asked.containsKey(id), "an answer in time to " + what.toText())));
        }
    }

    private void renew() {
        if (!held.isEmpty()) {
            Held one = held.get(chance.nextInt(held.size()));
            ask(one.clientType(), one.handle());
        }
    }

    private void delete() {
        if (!held.isEmpty()) {
            Held one = held.remove(chance.nextInt(held.size()));
            toPep(new PepInput.Delete(++ids, one.clientType(), one.handle(), Reason.of(ReasonCode.TEAR)));
        }
    }

    private void report() {
        if (!held.isEmpty()) {
            Held one = held.get(chance.nextInt(held.size()));
            ReportType type = ReportType.values()[chance.nextInt(3)];
            toPep(new PepInput.Report(++ids, one.clientType(), one.handle(), type, List.of()));
        }
    }

    void toPep(PepInput input) {
        List<PepEffect> effects = pep.on(input, agenda.now());
        effects.forEach(effect -> effect.dispatch(this));
    }

    void noted(Class<?> kind) {
        witness.accept(kind);
    }

    @Override
    public void discover(PepEffect.Discover wanted) {
        noted(PepEffect.Discover.class);
        int next = wanted.generation();
        Rules.check(!stopped && link == null, "DNS is asked while there is no connection");
        Rules.check(!offline, "nothing is asked of DNS where no network may be used");
        Rules.check(wanted.service().equals(SERVICE), "DNS is asked for services");
        generation = next;
        int fate = trouble ? chance.nextInt(6) : 5;
        long delay = chance.nextInt(500) * MILLIS;
        if (fate == 0) {
            agenda.after(delay, () -> toPep(new PepInput.Disconnected(next, "no such service")));
        } else if (fate > 1) {
            agenda.after(delay, () -> toPep(new PepInput.Discovered(next, records)));
        }
    }

    @Override
    public void connect(PepEffect.Connect to) {
        int next = to.generation();
        Rules.check(!stopped, "no connection behind the end");
        Rules.check(!offline, "nothing is dialled where no network may be used");
        Rules.check(link == null, "one connection at a time");
        if (agenda.now() - connectedSince >= STABLE) {
            round.clear();
        }
        Rules.check(to.redirected() || round.add(to.server()), "T5: a PDP is tried once in a round: " + to.server());
        generation = next;
        int fate = trouble ? chance.nextInt(10) : 9;
        long delay = chance.nextInt(500) * MILLIS;
        if (fate == 0) {
            agenda.after(delay, () -> toPep(new PepInput.Disconnected(next, "refused")));
        } else if (fate > 1) {
            agenda.after(delay, () -> connected(next, at(to.server())));
        }
    }

    private Site at(PdpAddress server) {
        return sites.stream()
                .filter(site -> site.server().equals(server))
                .findFirst()
                .orElseThrow();
    }

    private void connected(int next, Site site) {
        if (next != generation) {
            return;
        }
        if (site.isUp()) {
            link = new Link(next, agenda, chance.split(), site, this);
            last = link;
            connectedSince = agenda.now();
            toPep(new PepInput.Connected(next, site.address()));
        } else {
            toPep(new PepInput.Disconnected(next, "refused"));
        }
    }

    @Override
    public void send(int which, CopsMessage message) {
        Rules.check(which == generation && link != null, "messages go to the present connection only");
        link.pepSends(message);
    }

    @Override
    public void close(int which) {
        Rules.check(which == generation, "the present connection is closed");
        ifConnected(Link::pepCloses);
        left();
    }

    private void left() {
        generation = 0;
        link = null;
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        agenda.after(delay, () -> toPep(new PepInput.TimerFired(timer, number)));
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        // a firing that comes nevertheless is void by its number
    }

    @Override
    public void answer(PepEffect.Answer answer) {
        noted(PepEffect.Answer.class);
        once(answer.id());
        Asked question = asked.remove(answer.id());
        Rules.check(question != null, "one answer for each request");
        Rules.check(
                answer.decision().decisions().get(0).data().get(0).data().equals(question.what()),
                "the answer to what was asked");
        if (answer.owed()) {
            owed.add(answer.id());
        }
        if (answer.kept()) {
            held.add(new Held(question.clientType(), answer.decision().handle()));
        }
    }

    @Override
    public void reported(long id, ReportType type) {
        noted(PepEffect.Reported.class);
        Rules.check(owed.remove(id), "R7: a report on what is owed one, once");
    }

    @Override
    public void unreported(long id, String why) {
        noted(PepEffect.Unreported.class);
        Rules.check(owed.remove(id), "R7: it is said once that there will be no report");
    }

    @Override
    public void done(long id) {
        noted(PepEffect.Done.class);
        once(id);
    }

    @Override
    public void fail(long id, PepFailure failure) {
        failures.accept(failure.kind());
        once(id);
        asked.remove(id);
    }

    private void once(long id) {
        Rules.check(answered.add(id), "one answer for each thing that is wanted");
    }

    @Override
    public void enforce(PepEffect.Enforce enforce) {
        noted(PepEffect.Enforce.class);
        if (enforce.number() == 0) {
            return;
        }
        ReportType type = chance.nextBoolean() ? ReportType.SUCCESS : ReportType.FAILURE;
        List<ClientInfo> info = enforce.decision().solicited()
                ? List.of()
                : List.of(new ClientInfo(
                        ClientInfo.Kind.SIGNALED,
                        enforce.decision().decisions().get(0).data().get(0).data()));
        agenda.after(chance.nextInt(5_000) * MILLIS, () -> toPep(new PepInput.Enforced(enforce.number(), type, info)));
    }

    @Override
    public void account(PepEffect.Account account) {
        noted(PepEffect.Account.class);
        agenda.after(
                chance.nextInt(5_000) * MILLIS,
                () -> toPep(new PepInput.Accounted(account.number(), chance.nextBoolean() ? List.of() : null)));
    }

    @Override
    public void tell(PepNotice notice) {
        noted(notice.getClass());
    }

    @Override
    public void ignored(PepEffect.Ignored ignored) {}

    @Override
    public void report(PepEvent event) {
        noted(event.getClass());
        if (event instanceof PepEvent.Lost) {
            round.clear();
        }
        if (event instanceof PepEvent.Lost || event instanceof PepEvent.Left) {
            left();
        }
        Rules.check(!event.text().isEmpty(), "an event says something");
    }
}
