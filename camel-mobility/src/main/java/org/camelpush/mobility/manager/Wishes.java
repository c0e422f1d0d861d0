package org.camelpush.mobility.manager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.Candidate;

/** What people want of a session: a pin holds while its bearer can be used, a wish until other bearers are there. */
final class Wishes {

    private String pinned;
    private Bearer wish;
    private Map<String, Long> among = Map.of();

    /** Null for no pin; ends a wish in any case. */
    void pin(String bearer) {
        pinned = bearer;
        wish = null;
    }

    void go(Bearer bearer, List<Candidate> there) {
        wish = bearer;
        among = generations(there);
    }

    String pinned() {
        return pinned;
    }

    Optional<Candidate> pin(List<Candidate> there) {
        return Candidates.find(there, pinned);
    }

    /** Whether a person wants the session where it is, and nothing has changed since. */
    boolean holds(Bearer current, List<Candidate> there) {
        if (current.isSameAs(wish) && generations(there).equals(among)) {
            return true;
        }
        wish = null;
        return false;
    }

    private static Map<String, Long> generations(List<Candidate> list) {
        Map<String, Long> generations = new TreeMap<>();
        list.forEach(each -> generations.put(each.id(), each.bearer().generation()));
        return generations;
    }
}
