package org.camelpush.cops.session;

import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;

/** The PEP has said who it is; its client types may come and go. */
final class PdpServing extends PdpState {

    PdpServing(PdpSession session) {
        super(session);
    }

    @Override
    public void open(OpenMessage message) {
        if (message.clientType() == 0) {
            // RFC 2748 §4.1: it asks for security, and there is none to be had here
            refuseAndDrop(CopsError.of(ErrorCode.AUTHENTICATION_REQUIRED), "client type 0 without Integrity");
        } else if (!session.isSamePep(message.pepId())) {
            unexpected(message, CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT), "another PEPID on the same connection");
        } else if (!session.registry().serves(message.clientType())) {
            // RFC 2748 §4.3: with another PDP to go to, where there is one
            CopsError error = CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE);
            session.clients()
                    .refuse(
                            new CloseMessage(
                                    message.clientType(),
                                    error,
                                    session.settings().redirect(),
                                    null),
                            "it is not supported here");
        } else {
            session.clients().accept(message);
        }
    }

    private void refuseAndDrop(CopsError error, String why) {
        session.clients().refuse(0, error, why);
        session.drop(why);
    }

    @Override
    public void request(RequestMessage message) {
        PdpClient client = open(message);
        if (client != null) {
            client.request(message);
        }
    }

    @Override
    public void report(ReportMessage message) {
        PdpClient client = open(message);
        if (client != null) {
            client.report(message);
        }
    }

    @Override
    public void delete(DeleteMessage message) {
        PdpClient client = open(message);
        if (client != null && client.delete(message.handle())) {
            session.tell(new PdpNotice.Deleted(session.pepId(), message));
        }
    }

    @Override
    public void synchronizeComplete(SynchronizeCompleteMessage message) {
        PdpClient client = open(message);
        if (client != null) {
            client.synchronizeComplete(message);
        }
    }

    /** Null where it is not open. One that never was open is told so; behind a CC there may be late messages, which are no matter. */
    private PdpClient open(CopsMessage message) {
        PdpClient client = session.clients().of(message.clientType());
        if (client == null && session.clients().wasOpen(message.clientType())) {
            session.ignore(message.clientType(), Ignored.CLIENT_TYPE_NOT_OPEN);
        } else if (client == null) {
            session.clients()
                    .refuse(
                            message.clientType(),
                            CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE),
                            message.opCode().abbreviation() + " before its OPN");
        }
        return client;
    }

    @Override
    public void close(CloseMessage message) {
        if (message.clientType() == 0) {
            session.drop("the PEP says so with error " + message.error());
        } else {
            session.clients().closedByPeer(message);
        }
    }

    @Override
    public void keepAlive(KeepAliveMessage message) {
        session.echoes().answer();
    }

    /** RFC 2748 §3.1: a malformed request is answered by a decision with an error. */
    @Override
    void malformed(MalformedMessage message) {
        boolean open = session.clients().isOpen(message.clientType());
        if (message.is(OpCode.REQUEST) && message.handle() != null && open) {
            session.clients().of(message.clientType()).refuse(message.handle(), CopsDecision.failed(message.error()));
        } else if (message.is(OpCode.KEEP_ALIVE) || message.is(OpCode.CLOSE)) {
            refuseAndDrop(message.error(), message.what());
            return;
        } else {
            session.clients().refuse(message.clientType(), message.error(), message.what());
        }
        if (message.fatal()) {
            session.drop(message.what());
        }
    }

    @Override
    void unexpected(CopsMessage message, CopsError error, String why) {
        session.clients().refuse(message.clientType(), error, why);
    }

    @Override
    void timer(SessionTimer timer) {
        if (timer == SessionTimer.STATE) {
            session.drop("no client type has been open for too long");
        } else if (session.isSilentTooLong()) {
            session.clients().dismissAll(CopsError.of(ErrorCode.COMMUNICATION_FAILURE), null);
            session.drop("the PEP has been silent for longer than the KATimer");
        }
    }
}
