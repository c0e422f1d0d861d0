package org.camelpush.mobility.session;

import java.util.function.Consumer;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.camelpush.imapidle.ImapIdleEvent;

/** Hears of the connections that a mailbox could not make. */
final class ImapIdleSessionLosses extends EventNotifierSupport {

    private final Consumer<ImapIdleEvent.Lost> listener;

    ImapIdleSessionLosses(Consumer<ImapIdleEvent.Lost> listener) {
        this.listener = listener;
    }

    /** One loss may be the server's; when the next connection fails too, the way there is dead. */
    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ImapIdleEvent.Lost lost && lost.getAttempts() > 1) {
            listener.accept(lost);
        }
    }
}
