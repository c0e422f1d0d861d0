package org.camelpush.imapidle.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Says when the exchange of an event has ended; how it ended is no matter, for nothing is told again. */
public final class TellOnCompletion extends SynchronizationAdapter {

    private final Runnable ended;

    public TellOnCompletion(Runnable ended) {
        this.ended = ended;
    }

    @Override
    public void onDone(Exchange exchange) {
        ended.run();
    }

    @Override
    public String toString() {
        return "TellOnCompletion";
    }
}
