package org.camelpush.mobility.manager.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.manager.ManagerEffect;
import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.manager.ManagerSnapshot;
import org.camelpush.mobility.policy.MobilityDecision;

/** What must hold in each schedule. */
final class Rules {

    private final Map<String, String> questions = new HashMap<>();
    private final Map<Long, String> migrations = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private String open;
    private long underWay;

    List<String> broken() {
        return broken;
    }

    void must(boolean holds, String what) {
        if (!holds) {
            broken.add(what);
        }
    }

    void asked(ManagerEffect.Ask ask) {
        must(
                open == null,
                "two questions are open: " + open + " and " + ask.request().requestId());
        open = ask.request().requestId();
        must(questions.put(open, "asked") == null, "the question " + open + " is asked twice");
        must(!ask.request().candidates().isEmpty(), "a question without a choice");
        must(
                ask.request().mayStay() == (ask.request().present() != null),
                "who may stay has a present bearer, and nobody else");
    }

    void cancelled(String requestId) {
        end(requestId, "cancelled");
    }

    void decided(ManagerEvent.Decided decided) {
        if (!(decided.decision() instanceof MobilityDecision.Pending)) {
            end(decided.request().requestId(), "decided");
        }
    }

    private void end(String requestId, String how) {
        must(
                "asked".equals(questions.put(requestId, how)),
                "the question " + requestId + " is " + how + " although it is not open");
        open = null;
    }

    void started(ManagerEvent.Started started) {
        must(underWay == 0, "two migrations are under way");
        underWay = started.migration();
        must(migrations.put(underWay, "started") == null, "the migration " + underWay + " is started twice");
    }

    void completed(ManagerEffect.Completed completed) {
        long number = completed.outcome().migration();
        must(
                "started".equals(migrations.put(number, "ended")),
                "the migration " + number + " ends without a beginning");
        must(number == underWay, "the migration " + number + " ends, and " + underWay + " is under way");
        underWay = 0;
    }

    /** No connection to what cannot be had, as far as the manager knows. */
    void connects(ManagerEffect.Connect connect, BearerSnapshot known) {
        must(known.carries(connect.bearer()), "a connection is made on " + connect.bearer() + ", which is not there");
    }

    void after(ManagerSnapshot manager, ModelSession session) {
        Bearer wish = manager.bearer();
        Bearer is = session.delivering();
        must(wish == null ? is == null : wish.isSameAs(is), "the manager says " + wish + ", the session is on " + is);
        must(manager.target() != null || !session.hasNext(), "a connection without a migration");
        broken.addAll(session.complaints());
        session.complaints().clear();
    }

    /** After everything is quiet. */
    void atRest(ManagerSnapshot manager, ModelSession session, Bearer best) {
        must(open == null, "the question " + open + " has no end");
        must(underWay == 0, "the migration " + underWay + " has no end");
        must(!session.isResting(), "the session was told to stop working, and not to go on");
        must(
                best == null ? manager.bearer() == null : best.isSameAs(manager.bearer()),
                "the best bearer is " + best + ", the session is on " + manager.bearer() + ": " + manager.why());
    }

    void stopped() {
        must(open == null, "the question " + open + " was not cancelled");
        must(underWay == 0, "the migration " + underWay + " has no outcome");
    }
}
