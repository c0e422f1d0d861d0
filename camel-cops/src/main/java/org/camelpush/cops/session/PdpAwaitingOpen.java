package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;

/** The PEP has connected and has not said who it is. Anything but a Client-Open ends the connection. */
final class PdpAwaitingOpen extends PdpState {

    PdpAwaitingOpen(PdpSession session) {
        super(session);
    }

    @Override
    void connected() {
        session.waitForOpen();
    }

    @Override
    public void open(OpenMessage message) {
        session.become(new PdpServing(session));
        session.state().open(message);
    }

    @Override
    void malformed(MalformedMessage message) {
        CopsError error = message.is(OpCode.OPEN) ? message.error() : CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT);
        session.clients().refuse(message.clientType(), error, message.what());
        session.drop(message.what());
    }

    @Override
    void unexpected(CopsMessage message, CopsError error, String why) {
        session.clients().refuse(message.clientType(), error, why);
        session.drop("the first message is " + message.opCode().abbreviation() + " and no OPN");
    }

    @Override
    void timer(SessionTimer timer) {
        session.drop("no OPN came in time");
    }
}
