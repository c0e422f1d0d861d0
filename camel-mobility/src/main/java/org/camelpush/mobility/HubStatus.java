package org.camelpush.mobility;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.manager.ManagerSnapshot;
import org.camelpush.mobility.policy.Candidate;
import org.camelpush.mobility.session.SessionDriver;

/**
 * A hub at one moment, for people and programs.
 *
 * @param bearers all of them
 * @param sessions in the order of their names
 * @param held what sessions hold until a person says what becomes of it, by session
 * @param findings of the doctor: what is wrong, and what to do about it
 */
record HubStatus(
        List<Bearer> bearers, List<ManagerSnapshot> sessions, Map<String, List<String>> held, List<String> findings) {

    static HubStatus of(Mobility hub, List<String> findings) {
        Map<String, List<String>> held = new LinkedHashMap<>();
        for (SessionDriver each : hub.sessions().all()) {
            held.put(each.session().name(), each.session().held());
        }
        return new HubStatus(
                hub.getMonitor().snapshot().all(),
                hub.sessions().all().stream().map(SessionDriver::snapshot).toList(),
                held,
                findings);
    }

    /** Of maps, lists and words. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bearers", bearers.stream().map(HubStatus::describe).toList());
        map.put("sessions", sessions.stream().map(this::describe).toList());
        map.put("findings", findings);
        return map;
    }

    private static Map<String, Object> describe(Bearer bearer) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", bearer.id());
        map.put("type", bearer.type().name());
        map.put("state", bearer.state().name());
        map.put("interface", bearer.networkInterface());
        map.put("addresses", bearer.addresses());
        map.put("reachability", bearer.reachability().name());
        map.put("metered", bearer.metered().name());
        map.put("roaming", bearer.roaming().name());
        map.put("signal", bearer.quality().signal());
        map.put("flaps", bearer.flaps());
        map.put("generation", bearer.generation());
        return map;
    }

    private Map<String, Object> describe(ManagerSnapshot session) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("session", session.session());
        map.put("state", session.state().name());
        map.put("bearer", session.bearer() == null ? null : session.bearer().id());
        map.put("target", session.target() == null ? null : session.target().id());
        map.put("pinned", session.pinned());
        map.put("why", session.why());
        map.put("candidates", session.candidates().stream().map(Candidate::id).toList());
        map.put(
                "lastOutcome",
                session.lastOutcome() == null ? null : session.lastOutcome().words());
        map.put("held", held.getOrDefault(session.session(), List.of()));
        map.put("migrations", session.migrations());
        map.put("failures", session.failures());
        return map;
    }

    /** True while each session has a bearer, or is about to. */
    boolean isReady() {
        return sessions.stream().allMatch(each -> switch (each.state()) {
            case OFFLINE, REJECTED -> false;
            case STOPPED, STABLE, DECIDING, DRAINING, CONNECTING, CATCHING_UP, CUTOVER, RETIRING -> true;
        });
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        bearers.forEach(each -> text.append("Bearer ").append(each).append('\n'));
        for (ManagerSnapshot each : sessions) {
            text.append("Session ").append(each.session()).append(": ").append(each.state());
            text.append(each.bearer() == null ? "" : " on " + each.bearer().id());
            text.append(
                    each.target() == null ? "" : ", going to " + each.target().id());
            text.append("; ").append(each.why());
            List<String> doubtful = held.getOrDefault(each.session(), List.of());
            text.append(doubtful.isEmpty() ? "" : "; holds " + doubtful).append('\n');
        }
        findings.forEach(each -> text.append(each).append('\n'));
        return text.toString();
    }
}
