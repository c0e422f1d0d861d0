package org.camelpush.cops.security;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** The same message without its Integrity, which has been checked and means nothing to anybody else. */
public final class Unsealed implements CopsMessage.Handler {

    private CopsMessage plain;

    private Unsealed() {}

    /** The message itself where it has none. */
    public static CopsMessage of(CopsMessage message) {
        if (message.integrity() == null) {
            return message;
        }
        Unsealed unsealed = new Unsealed();
        message.dispatch(unsealed);
        return unsealed.plain;
    }

    @Override
    public void request(RequestMessage message) {
        plain = new RequestMessage(
                message.clientType(),
                message.handle(),
                message.context(),
                message.inInterface(),
                message.outInterface(),
                message.clientInfo(),
                message.localDecisions(),
                null);
    }

    @Override
    public void decision(DecisionMessage message) {
        plain = new DecisionMessage(
                message.clientType(),
                message.solicited(),
                message.handle(),
                message.decisions(),
                message.error(),
                null);
    }

    @Override
    public void report(ReportMessage message) {
        plain = new ReportMessage(
                message.clientType(),
                message.solicited(),
                message.handle(),
                message.type(),
                message.clientInfo(),
                null);
    }

    @Override
    public void delete(DeleteMessage message) {
        plain = new DeleteMessage(message.clientType(), message.handle(), message.reason(), null);
    }

    @Override
    public void synchronize(SynchronizeMessage message) {
        plain = new SynchronizeMessage(message.clientType(), message.handle(), null);
    }

    @Override
    public void open(OpenMessage message) {
        plain = new OpenMessage(message.clientType(), message.pepId(), message.clientInfo(), message.lastPdp(), null);
    }

    @Override
    public void accept(AcceptMessage message) {
        plain = new AcceptMessage(message.clientType(), message.keepAliveTimer(), message.accountingTimer(), null);
    }

    @Override
    public void close(CloseMessage message) {
        plain = new CloseMessage(message.clientType(), message.error(), message.redirect(), null);
    }

    @Override
    public void keepAlive(KeepAliveMessage message) {
        plain = new KeepAliveMessage(message.clientType(), null);
    }

    @Override
    public void synchronizeComplete(SynchronizeCompleteMessage message) {
        plain = new SynchronizeCompleteMessage(message.clientType(), message.handle(), null);
    }
}
