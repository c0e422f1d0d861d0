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
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** One state of a PDP's side of a connection. What a subclass leaves means that the message must not come here. */
abstract class PdpState implements CopsMessage.Handler {

    final PdpSession session;

    PdpState(PdpSession session) {
        this.session = session;
    }

    void connected() {}

    abstract void malformed(MalformedMessage message);

    abstract void timer(SessionTimer timer);

    /** A message that has no place here. */
    abstract void unexpected(CopsMessage message, CopsError error, String why);

    private void unexpected(CopsMessage message) {
        unexpected(
                message,
                CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT),
                message.opCode().abbreviation() + " has no place here");
    }

    @Override
    public void request(RequestMessage message) {
        unexpected(message);
    }

    @Override
    public void decision(DecisionMessage message) {
        unexpected(message);
    }

    @Override
    public void report(ReportMessage message) {
        unexpected(message);
    }

    @Override
    public void delete(DeleteMessage message) {
        unexpected(message);
    }

    @Override
    public void synchronize(SynchronizeMessage message) {
        unexpected(message);
    }

    @Override
    public void open(OpenMessage message) {
        unexpected(message);
    }

    @Override
    public void accept(AcceptMessage message) {
        unexpected(message);
    }

    @Override
    public void close(CloseMessage message) {
        unexpected(message);
    }

    @Override
    public void keepAlive(KeepAliveMessage message) {
        unexpected(message);
    }

    @Override
    public void synchronizeComplete(SynchronizeCompleteMessage message) {
        unexpected(message);
    }
}
