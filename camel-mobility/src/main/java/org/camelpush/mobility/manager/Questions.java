package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.manager.ManagerEffect.CancelTimer;
import org.camelpush.mobility.manager.ManagerEffect.SetTimer;
import org.camelpush.mobility.policy.Candidate;
import org.camelpush.mobility.policy.Direction;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.Reason;
import org.camelpush.mobility.policy.SessionProgress;

/**
 * What the policy is asked, one question at a time: each gets exactly one of an answer, a cancellation, and a time-out. What
 * was answered is not asked again before something has changed.
 */
final class Questions {

    /** Shorter waits would ask a policy without end. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    /** After a question that was answered for the policy, for it may be better by then. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final MobilityManager manager;
    private MobilityRequest open;
    private boolean pending;
    private MobilityRequest answered;
    private boolean refused;
    private long number;
    private String why = "nothing was decided yet";

    Questions(MobilityManager manager) {
        this.manager = manager;
    }

    MobilityRequest open() {
        return open;
    }

    String why() {
        return why;
    }

    void why(String reason) {
        why = reason;
    }

    void ask(Direction direction, Reason reason, Bearer lost, Bearer present, List<Candidate> candidates) {
        MobilityRequest before = open == null ? answered : open;
        if (before != null && isSame(before, direction, present, candidates)) {
            return;
        }
        withdraw();
        MobilityRequest request = new MobilityRequest(
                manager.settings().session() + "-" + ++number,
                manager.settings().session(),
                manager.settings().account(),
                manager.settings().protocol(),
                direction,
                reason,
                present,
                lost,
                manager.proposed(candidates),
                candidates,
                manager.onActiveFor(),
                SessionProgress.IDLE,
                manager.settings().times().decision());
        forget();
        open = request;
        manager.effect(new ManagerEffect.Ask(request));
        manager.effect(new SetTimer(ManagerTimer.DECISION, request.timeout()));
    }

    /** Whether nothing that the policy minds is different. */
    private boolean isSame(MobilityRequest before, Direction direction, Bearer present, List<Candidate> candidates) {
        if (before.direction() != direction
                || differs(before.present(), present)
                || before.candidates().size() != candidates.size()) {
            return false;
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (differs(before.candidates().get(i).bearer(), candidates.get(i).bearer())) {
                return false;
            }
        }
        return true;
    }

    private boolean differs(Bearer before, Bearer now) {
        if (before == null || now == null) {
            return before != now;
        }
        return !before.isSameAs(now) || manager.settings().matters().test(before, now);
    }

    /** The question is void, if there is one. */
    void withdraw() {
        if (open != null) {
            manager.effect(new ManagerEffect.Cancel(open.requestId()));
            close();
        }
    }

    /** What was answered counts no more. */
    void forget() {
        answered = null;
        refused = false;
        manager.effect(new CancelTimer(ManagerTimer.RECONSIDER));
    }

    private void close() {
        open = null;
        pending = false;
        manager.effect(new CancelTimer(ManagerTimer.DECISION));
    }

    void decided(String requestId, MobilityDecision decision) {
        if (open == null || !open.requestId().equals(requestId) || pending) {
            return;
        }
        if (decision instanceof MobilityDecision.Pending wait) {
            pending = true;
            why = decision.why();
            manager.report(new ManagerEvent.Decided(open, decision, null));
            manager.effect(new SetTimer(ManagerTimer.DECISION, wait.timeout()));
        } else {
            settle(decision, null);
        }
    }

    void failed(String requestId, String problem) {
        if (open != null && open.requestId().equals(requestId)) {
            settle(fallback(), problem);
        }
    }

    void timedOut() {
        if (open == null) {
            return;
        }
        if (pending) {
            settle(
                    open.mayStay() && manager.settings().permits().test(open.present())
                            ? new MobilityDecision.Ignore(null, "nobody has approved it in time")
                            : new MobilityDecision.GoOffline("nobody has approved it in time"),
                    null);
            refused = true;
        } else {
            settle(fallback(), "the policy has not answered within " + open.timeout());
        }
    }

    /** The reference's silence on a loss meant offline for ever; ours means the best that is permitted. */
    private MobilityDecision fallback() {
        if (open.mayStay()) {
            return new MobilityDecision.Ignore(ASK_AGAIN, "without an answer the session stays where it is");
        }
        Optional<Bearer> best = manager.candidates().stream()
                .map(Candidate::bearer)
                .filter(manager.settings().permits())
                .findFirst();
        return best.<MobilityDecision>map(bearer -> MobilityDecision.accept(
                        bearer.id(), DrainMode.IMMEDIATE, "without an answer the session takes the best permitted"))
                .orElseGet(() -> new MobilityDecision.Ignore(ASK_AGAIN, "without an answer, and nothing is permitted"));
    }

    void approve() {
        if (open != null) {
            manager.wish(open.proposed());
            settle(
                    MobilityDecision.accept(open.proposed().id(), DrainMode.COMPLETE_CURRENT, "approved by a person"),
                    null);
        } else if (refused && answered != null) {
            manager.migrate(answered.proposed().id(), DrainMode.COMPLETE_CURRENT);
        }
    }

    private void settle(MobilityDecision decision, String problem) {
        MobilityRequest request = open;
        close();
        answered = request;
        if (decision instanceof MobilityDecision.Accept accept) {
            accept(request, accept, problem);
            return;
        }
        why = decision.why();
        manager.report(new ManagerEvent.Decided(request, decision, problem));
        if (decision instanceof MobilityDecision.Hold hold) {
            reconsiderAfter(hold.duration());
        } else if (decision instanceof MobilityDecision.Ignore ignore && ignore.until() != null) {
            reconsiderAfter(ignore.until());
        } else if (decision instanceof MobilityDecision.GoOffline) {
            manager.goOffline(why);
        }
        manager.offlineIfNowhere(why);
    }

    private void accept(MobilityRequest request, MobilityDecision.Accept accept, String problem) {
        Optional<Candidate> target = manager.candidate(accept.bearer());
        if (target.isPresent()) {
            // an accepted target that fails is asked about again
            answered = target.get().bearer().isSameAs(manager.active()) ? request : null;
            why = accept.why();
            manager.report(new ManagerEvent.Decided(request, accept, problem));
            manager.go(target.get().bearer(), accept.drain(), accept.mode(), accept.drainTimeout(), why);
        } else if (request.candidate(accept.bearer()).isPresent()) {
            // it went while the answer was under way
            answered = null;
            MobilityDecision late = new MobilityDecision.Accept(
                    accept.bearer(),
                    accept.drain(),
                    accept.mode(),
                    accept.drainTimeout(),
                    accept.bearer() + " is gone meanwhile");
            manager.report(new ManagerEvent.Decided(request, late, null));
            manager.evaluate(request.reason());
        } else {
            open = request;
            settle(fallback(), "the policy chose " + accept.bearer() + ", which is no candidate");
        }
    }

    private void reconsiderAfter(Duration wish) {
        Duration wait = wish.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wish;
        manager.effect(new SetTimer(ManagerTimer.RECONSIDER, wait));
    }
}
