package org.camelpush.cops.session;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** What a PEP does with each message of the PDP. */
final class PepReceiver implements CopsMessage.Handler {

    private final PepSession session;

    PepReceiver(PepSession session) {
        this.session = session;
    }

    /** Behind a Client-Close there may be late messages; they are no matter. */
    @Override
    public void decision(DecisionMessage message) {
        if (isOpen(message)) {
            session.requests().decisions().decision(message);
        }
    }

    @Override
    public void synchronize(SynchronizeMessage message) {
        if (isOpen(message)) {
            session.requests().states().synchronize(message);
        }
    }

    private boolean isOpen(CopsMessage message) {
        boolean open = session.clients().isOpen(message.clientType());
        if (!open) {
            session.ignore(message.clientType(), Ignored.CLIENT_TYPE_NOT_OPEN);
        }
        return open;
    }

    @Override
    public void accept(AcceptMessage message) {
        session.clients().accepted(message);
    }

    @Override
    public void close(CloseMessage message) {
        if (message.clientType() == 0) {
            session.clients().allClosed(message);
        } else {
            if (session.clients().isClosed(message.clientType())) {
                session.ignore(message.clientType(), Ignored.CLIENT_TYPE_NOT_OPEN);
            }
            session.effect(new PepEffect.Tell(new PepNotice.Closed(message)));
            session.clients().closed(message, "the PDP says so");
        }
    }

    /** An echo. It is never answered, or there would be no end (RFC 2748 §3.9). */
    @Override
    public void keepAlive(KeepAliveMessage message) {}

    @Override
    public void request(RequestMessage message) {
        wrongDirection(message);
    }

    @Override
    public void report(ReportMessage message) {
        wrongDirection(message);
    }

    @Override
    public void delete(DeleteMessage message) {
        wrongDirection(message);
    }

    @Override
    public void open(OpenMessage message) {
        wrongDirection(message);
    }

    @Override
    public void synchronizeComplete(SynchronizeCompleteMessage message) {
        wrongDirection(message);
    }

    private void wrongDirection(CopsMessage message) {
        session.clients()
                .refuse(
                        message.clientType(),
                        CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT),
                        "a PDP sends no " + message.opCode().abbreviation());
    }

    /** RFC 2748 §3.4: a malformed decision is answered by DRQ, §3.7: a malformed CAT by CC. */
    void malformed(MalformedMessage message) {
        boolean open = session.clients().isOpen(message.clientType());
        if (message.is(OpCode.DECISION) && message.handle() != null && open) {
            session.requests().decisions().malformed(message);
        } else if (message.is(OpCode.KEEP_ALIVE) || message.is(OpCode.CLOSE)) {
            session.send(new CloseMessage(0, message.error(), null, null));
            session.abandon(message.what());
        } else {
            session.clients().refuse(message.clientType(), message.error(), message.what());
        }
        if (message.fatal() && session.state().isConnected()) {
            session.abandon(message.what());
        }
    }
}
