package org.camelpush.mobility.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camelpush.mobility.bearer.Bearer;

/**
 * The question to a policy.
 *
 * @param requestId unique; an answer to another question is dropped
 * @param session whose bearer it is about
 * @param account of the session, or null
 * @param protocol of the session, such as {@code imap}
 * @param direction whether the session may stay
 * @param reason why it is asked
 * @param present the bearer the session is on; null when it has none. What was lost is told by {@code lost}
 * @param lost the bearer that was lost, or null
 * @param proposed the preferred one of the candidates
 * @param candidates what could be used, the preferred one first; the present bearer is among them while it is usable
 * @param onPresentFor how long the session has been on the present bearer; zero without one
 * @param progress what the session is at
 * @param timeout after which the question is answered without the policy
 */
public record MobilityRequest(
        String requestId,
        String session,
        String account,
        String protocol,
        Direction direction,
        Reason reason,
        Bearer present,
        Bearer lost,
        Bearer proposed,
        List<Candidate> candidates,
        Duration onPresentFor,
        SessionProgress progress,
        Duration timeout) {

    public MobilityRequest {
        candidates = List.copyOf(candidates);
    }

    public Optional<Candidate> candidate(String id) {
        return candidates.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    public MobilityRequest withProgress(SessionProgress now) {
        return new MobilityRequest(
                requestId,
                session,
                account,
                protocol,
                direction,
                reason,
                present,
                lost,
                proposed,
                candidates,
                onPresentFor,
                now,
                timeout);
    }

    /** Whether the session is connected whatever the answer is. */
    public boolean mayStay() {
        return direction != Direction.DOWNGRADE;
    }
}
