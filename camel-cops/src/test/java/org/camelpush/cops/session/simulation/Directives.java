package org.camelpush.cops.session.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.session.PdpInput;

/** What a PDP is made to tell the PEP unasked, each with one answer. */
final class Directives {

    private static final CopsError REDIRECTED = CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER);

    private final Simulation simulation;
    private final SplittableRandom chance;
    private final Map<Long, Link> open = new HashMap<>();
    private long ids;

    Directives(Simulation simulation, SplittableRandom chance) {
        this.simulation = simulation;
        this.chance = chance;
    }

    void allAnswered() {
        Rules.check(open.isEmpty(), "each directive is answered: " + open.keySet());
    }

    /** The PDP stops, or sends the PEP away, with some or all of its client types. */
    void ending() {
        switch (chance.nextInt(6)) {
            case 0 -> simulation.link().stopPdp();
            case 1 ->
                direct(id -> new PdpInput.Close(
                        id,
                        simulation.clientType(),
                        REDIRECTED,
                        simulation.other().redirect()));
            case 2 -> {
                Site other = simulation.other();
                Simulation.ALL_TYPES.forEach(
                        type -> direct(id -> new PdpInput.Close(id, type, REDIRECTED, other.redirect())));
            }
            case 3 ->
                direct(id ->
                        new PdpInput.Close(id, simulation.clientType(), CopsError.of(ErrorCode.SHUTTING_DOWN), null));
            default -> {}
        }
    }

    void change() {
        Octets which = Octets.ofText("directive " + (ids + 1));
        CopsDecision decision = CopsDecision.of(
                DecisionCommand.REMOVE, List.of(new DecisionData(DecisionData.Kind.CLIENT_SPECIFIC, which)));
        direct(id -> new PdpInput.Direct(id, simulation.clientType(), simulation.anyHandle(), decision));
    }

    void synchronize() {
        Handle handle = chance.nextBoolean() ? simulation.anyHandle() : null;
        direct(id -> new PdpInput.Synchronize(id, simulation.clientType(), handle));
    }

    private void direct(LongFunction<PdpInput> directive) {
        Link link = simulation.link();
        if (link != null && !link.isCrashed()) {
            long id = ++ids;
            open.put(id, link);
            link.toPdp(directive.apply(id));
        }
    }

    /** A directive is answered. */
    void answered(long id) {
        Rules.check(open.remove(id) != null, "one answer for each directive");
    }

    /** Nobody is there that could answer. */
    void unanswered(Link crashed) {
        open.values().removeIf(crashed::equals);
    }
}
