package org.camelpush.mobility;

import java.util.concurrent.atomic.AtomicBoolean;

import org.camelpush.mobility.manager.ManagerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once that the policy of a hub has to be answered for, until it has answered by itself again. Thread-safe. */
final class PolicyTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyTrouble.class);

    private final AtomicBoolean told = new AtomicBoolean();

    void heard(ManagerEvent event) {
        if (event instanceof ManagerEvent.Decided decided) {
            heard(decided);
        }
    }

    private void heard(ManagerEvent.Decided decided) {
        if (decided.problem() == null) {
            if (told.compareAndSet(true, false)) {
                LOG.info(
                        "The policy answers again, for session {}",
                        decided.request().session());
            }
        } else if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "The policy did not decide for session {}: {}; {}. Until the policy is mended it is answered for, and that"
                            + " is not logged again: events and operation=status say what is decided",
                    decided.request().session(),
                    decided.problem(),
                    decided.decision().why());
        }
    }
}
