package org.camelpush.imapidle.delivery;

import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.camelpush.imapidle.protocol.FetchedMail;

/**
 * Acknowledges a mail when its exchange has ended, and releases its content. An exchange that is handed on (to seda,
 * say) counts when it has ended there. One that is marked for rollback has failed, though for Camel it has not.
 */
public final class AcknowledgeOnCompletion extends SynchronizationAdapter {

    private final FetchedMail mail;
    private final Consumer<Boolean> acknowledgement;

    /**
     * @param mail released when the exchange has ended
     * @param acknowledgement told whether it ended well
     */
    public AcknowledgeOnCompletion(FetchedMail mail, Consumer<Boolean> acknowledgement) {
        this.mail = mail;
        this.acknowledgement = acknowledgement;
    }

    @Override
    public void onComplete(Exchange exchange) {
        end(!exchange.isRollbackOnly());
    }

    @Override
    public void onFailure(Exchange exchange) {
        end(false);
    }

    private void end(boolean success) {
        try {
            mail.release();
        } finally {
            acknowledgement.accept(success);
        }
    }

    @Override
    public String toString() {
        return "AcknowledgeOnCompletion";
    }
}
