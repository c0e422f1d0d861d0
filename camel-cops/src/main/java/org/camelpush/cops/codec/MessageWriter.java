package org.camelpush.cops.codec;

import io.netty.buffer.ByteBuf;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** Writes messages as octets, their objects in the order of RFC 2748 §3 and padded. */
public final class MessageWriter {

    private static final int VERSION_BITS = Header.VERSION << 4;
    private static final int LENGTH_AT = 4;

    private MessageWriter() {}

    /** Appends the message. */
    public static void write(CopsMessage message, ByteBuf out) {
        write(message, message.integrity(), out);
    }

    /**
     * Appends the message with another Integrity than its own.
     *
     * @param integrity null for none
     */
    public static void write(CopsMessage message, Integrity integrity, ByteBuf out) {
        int start = out.writerIndex();
        out.writeByte(VERSION_BITS | (message.solicited() ? Header.SOLICITED : 0));
        out.writeByte(message.opCode().value());
        out.writeShort(message.clientType());
        out.writeInt(0);
        ObjectWriter objects = new ObjectWriter(out);
        message.dispatch(new Bodies(objects));
        objects.integrity(integrity);
        out.setInt(start + LENGTH_AT, out.writerIndex() - start);
    }

    private record Bodies(ObjectWriter out) implements CopsMessage.Handler {

        @Override
        public void request(RequestMessage message) {
            out.handle(message.handle());
            out.context(message.context());
            out.inInterface(message.inInterface());
            out.outInterface(message.outInterface());
            message.clientInfo().forEach(out::clientInfo);
            message.localDecisions().forEach(decision -> out.decision(ObjectClass.LOCAL_DECISION, decision));
        }

        @Override
        public void decision(DecisionMessage message) {
            out.handle(message.handle());
            message.decisions().forEach(decision -> out.decision(ObjectClass.DECISION, decision));
            out.error(message.error());
        }

        @Override
        public void report(ReportMessage message) {
            out.handle(message.handle());
            out.reportType(message.type());
            message.clientInfo().forEach(out::clientInfo);
        }

        @Override
        public void delete(DeleteMessage message) {
            out.handle(message.handle());
            out.reason(message.reason());
        }

        @Override
        public void synchronize(SynchronizeMessage message) {
            out.handle(message.handle());
        }

        @Override
        public void open(OpenMessage message) {
            out.pepId(message.pepId());
            out.clientInfo(message.clientInfo());
            out.lastPdp(message.lastPdp());
        }

        @Override
        public void accept(AcceptMessage message) {
            out.keepAliveTimer(message.keepAliveTimer());
            out.accountingTimer(message.accountingTimer());
        }

        @Override
        public void close(CloseMessage message) {
            out.error(message.error());
            out.redirect(message.redirect());
        }

        @Override
        public void keepAlive(KeepAliveMessage message) {}

        @Override
        public void synchronizeComplete(SynchronizeCompleteMessage message) {
            out.handle(message.handle());
        }
    }
}
