package org.camelpush.cops.session.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpEvent;
import org.camelpush.cops.session.PdpFailure;
import org.camelpush.cops.session.PdpInput;
import org.camelpush.cops.session.PdpKept;
import org.camelpush.cops.session.PdpNotice;
import org.camelpush.cops.session.PdpRegistry;
import org.camelpush.cops.session.PdpSession;
import org.camelpush.cops.session.PepInput;
import org.camelpush.cops.session.PepKey;
import org.camelpush.cops.session.SessionTimer;

/** One connection with the PDP's machine at its end, and a route that decides when it likes. */
final class Link implements PdpEffect.Performer, PdpRegistry {

    private static final long MILLIS = 1_000_000;
    private static final int MAX_TRAVEL = 80;
    private static final int MAX_DECIDING = 14_000;

    private final int generation;
    private final Agenda agenda;
    private final SplittableRandom chance;
    private final Simulation simulation;
    private final Site site;
    private final PdpSession pdp;
    final Rules rules;

    /** Requests whose end is not told. */
    private final Set<Long> following = new HashSet<>();

    private boolean severed;
    private boolean crashed;
    private boolean silent;
    private boolean closedByPdp;
    private boolean closedByPep;
    private long lastToPdp;
    private long lastToPep;

    Link(int generation, Agenda agenda, SplittableRandom chance, Site site, Simulation simulation) {
        this.generation = generation;
        this.agenda = agenda;
        this.chance = chance;
        this.simulation = simulation;
        this.site = site;
        pdp = new PdpSession(site.settings(), this);
        rules = new Rules(site.settings().keepAlive() * 1000L * MILLIS, simulation.handles());
        site.add(this);
        toPdp(new PdpInput.Connected(site.address()));
    }

    PdpSession pdp() {
        return pdp;
    }

    Site site() {
        return site;
    }

    void toPdp(PdpInput input) {
        if (crashed) {
            return;
        }
        List<PdpEffect> effects = new ArrayList<>(pdp.on(input, agenda.now()));
        effects.forEach(effect -> effect.dispatch(this));
    }

    private long travel() {
        return (1 + chance.nextInt(MAX_TRAVEL)) * MILLIS;
    }

    /** Octets of one direction never overtake each other. */
    void pepSends(CopsMessage message) {
        rules.pepSends(message, agenda.now());
        lastToPdp = Math.max(lastToPdp, agenda.now() + travel());
        agenda.at(lastToPdp, () -> {
            if (!severed && !silent && !closedByPdp) {
                rules.pdpHears(message);
                toPdp(new PdpInput.Received(message));
            }
        });
    }

    @Override
    public void send(CopsMessage message) {
        rules.pdpSends(message);
        arrive(message);
    }

    /** As if the PDP had sent it. */
    void arrive(CopsMessage message) {
        lastToPep = Math.max(lastToPep, agenda.now() + travel());
        agenda.at(lastToPep, () -> {
            if (!severed && !silent && !closedByPep) {
                rules.pepHears(message);
                simulation.toPep(new PepInput.Received(generation, message));
            }
        });
    }

    /** Nothing arrives any more, and nobody is told. */
    void silence() {
        silent = true;
    }

    /** Cut: both sides hear of it, each in its time; what is under way is lost. */
    void sever() {
        severed = true;
        agenda.after(travel(), () -> toPdp(new PdpInput.Disconnected()));
        agenda.after(travel(), () -> simulation.toPep(new PepInput.Disconnected(generation, "cut")));
    }

    /** The PDP is no more; the PEP hears of it some day. */
    void crash() {
        crashed = true;
        severed = true;
        simulation.directives().unanswered(this);
        agenda.after(travel(), () -> simulation.toPep(new PepInput.Disconnected(generation, "crash")));
    }

    boolean isCrashed() {
        return crashed;
    }

    void replaced(int clientType) {
        toPdp(new PdpInput.Replaced(clientType));
    }

    void pepCloses() {
        closedByPep = true;
        lastToPdp = Math.max(lastToPdp, agenda.now() + travel());
        agenda.at(lastToPdp, () -> {
            if (!silent) {
                toPdp(new PdpInput.Disconnected());
            }
        });
    }

    void stopPdp() {
        toPdp(new PdpInput.Stop(CopsError.of(ErrorCode.SHUTTING_DOWN)));
    }

    @Override
    public void close() {
        closedByPdp = true;
        lastToPep = Math.max(lastToPep, agenda.now() + travel());
        agenda.at(lastToPep, () -> {
            if (!silent && !closedByPep) {
                simulation.toPep(new PepInput.Disconnected(generation, "the PDP has closed it"));
            }
        });
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        agenda.after(delay, () -> toPdp(new PdpInput.TimerFired(timer, number)));
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        // a firing that comes nevertheless is void by its number
    }

    @Override
    public void finished(PdpEffect.Finished finished) {
        simulation.noted(PdpEffect.Finished.class);
        Rules.check(following.remove(finished.number()), "the end of each request is told once");
    }

    void allFinished() {
        Rules.check(following.isEmpty(), "the end of each request is told: " + following);
    }

    @Override
    public void decide(PdpEffect.Decide decide) {
        following.add(decide.number());
        CopsDecision decision = chance.nextInt(8) == 0
                ? CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS))
                : CopsDecision.of(
                        chance.nextBoolean() ? DecisionCommand.INSTALL : DecisionCommand.REMOVE,
                        List.of(new DecisionData(DecisionData.Kind.CLIENT_SPECIFIC, Rules.asked(decide.request()))));
        int most = chance.nextInt(5) == 0 ? MAX_DECIDING : 300;
        agenda.after(chance.nextInt(most) * MILLIS, () -> toPdp(new PdpInput.Decided(decide.number(), decision)));
    }

    @Override
    public boolean serves(int clientType) {
        return site.serves(clientType);
    }

    @Override
    public void keep(PepKey pep, PdpKept kept) {
        site.closed(pep, this);
        site.keep(pep, kept);
    }

    @Override
    public PdpKept take(PepKey pep) {
        return site.take(pep);
    }

    @Override
    public void tell(PdpNotice notice) {
        simulation.noted(notice.getClass());
        PepKey pep = new PepKey(notice.pepId(), notice.clientType());
        if (notice instanceof PdpNotice.Opened) {
            site.opened(pep, this);
        } else if (notice instanceof PdpNotice.Closed) {
            site.closed(pep, this);
        }
        agenda.after(chance.nextInt(3) * MILLIS, () -> toPdp(new PdpInput.Told()));
    }

    @Override
    public void done(long id) {
        simulation.noted(PdpEffect.Done.class);
        simulation.directives().answered(id);
    }

    @Override
    public void reported(long id, ReportMessage message) {
        simulation.noted(PdpEffect.Reported.class);
        simulation.directives().answered(id);
    }

    @Override
    public void fail(long id, PdpFailure failure) {
        simulation.noted(PdpEffect.Fail.class);
        simulation.directives().answered(id);
    }

    @Override
    public void ignored(PdpEffect.Ignored ignored) {}

    @Override
    public void report(PdpEvent event) {
        simulation.noted(event.getClass());
        Rules.check(!event.text().isEmpty(), "an event says something");
    }
}
