package org.camelpush.mobility.manager;

import java.util.List;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.Candidate;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MobilityRequest;

/**
 * A session at one moment, for people.
 *
 * @param session its name
 * @param state what it is doing
 * @param since nanoseconds of the caller's clock at which that began
 * @param bearer the one it is on, or null
 * @param target the one it goes to, or null
 * @param pinned id of the bearer a person wants, or null
 * @param question what the policy has not answered yet, or null
 * @param candidates what could be used, the preferred one first
 * @param why the last decision's reason, or why the session has no bearer
 * @param lastOutcome of the last migration, or null
 * @param migrations that ended well
 * @param failures migrations that ended otherwise
 */
public record ManagerSnapshot(
        String session,
        MigrationState state,
        long since,
        Bearer bearer,
        Bearer target,
        String pinned,
        MobilityRequest question,
        List<Candidate> candidates,
        String why,
        MigrationOutcome lastOutcome,
        long migrations,
        long failures) {}
