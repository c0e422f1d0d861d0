package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;

/** The connection is over. What still comes is no matter. */
final class PdpClosed extends PdpState {

    PdpClosed(PdpSession session) {
        super(session);
    }

    @Override
    void malformed(MalformedMessage message) {}

    @Override
    void timer(SessionTimer timer) {}

    @Override
    void unexpected(CopsMessage message, CopsError error, String why) {}
}
