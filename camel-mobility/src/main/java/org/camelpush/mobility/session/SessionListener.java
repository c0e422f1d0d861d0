package org.camelpush.mobility.session;

import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.policy.MigrationOutcome;

/** Hears of one session after another; called by the session's own thread, and quick to return. */
public interface SessionListener {

    void event(MobileSession session, ManagerEvent event);

    void completed(MobileSession session, MigrationOutcome outcome);
}
