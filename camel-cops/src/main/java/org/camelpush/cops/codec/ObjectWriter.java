package org.camelpush.cops.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.InInterface;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OutInterface;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReportType;

/** Writes objects, padded (RFC 2748 §2.2). One that is null is not written; what is reserved is 0. */
final class ObjectWriter {

    private static final int KEY_AND_SEQUENCE = 8;

    private final ByteBuf out;

    ObjectWriter(ByteBuf out) {
        this.out = out;
    }

    void handle(Handle handle) {
        if (handle != null) {
            octets(ObjectClass.HANDLE, ObjectReader.FIRST_TYPE, handle.value());
        }
    }

    void context(Context context) {
        if (context != null) {
            shorts(ObjectClass.CONTEXT, context.requestType(), context.messageType());
        }
    }

    void inInterface(InInterface object) {
        if (object != null) {
            address(ObjectClass.IN_INTERFACE, object.address(), (int) object.ifIndex());
        }
    }

    void outInterface(OutInterface object) {
        if (object != null) {
            address(ObjectClass.OUT_INTERFACE, object.address(), (int) object.ifIndex());
        }
    }

    void reason(Reason reason) {
        shorts(ObjectClass.REASON, reason.code(), reason.subCode());
    }

    /** A decision, or a local one: they differ in their class only. */
    void decision(ObjectClass object, Decision decision) {
        context(decision.context());
        shorts(object, decision.command().value(), decision.flags());
        for (DecisionData data : decision.data()) {
            octets(object, data.kind().value(), data.data());
        }
    }

    void error(CopsError error) {
        if (error != null) {
            shorts(ObjectClass.ERROR, error.code(), error.subCode());
        }
    }

    void clientInfo(ClientInfo info) {
        if (info != null) {
            octets(ObjectClass.CLIENT_INFO, info.kind().value(), info.data());
        }
    }

    void keepAliveTimer(KeepAliveTimer timer) {
        shorts(ObjectClass.KEEP_ALIVE_TIMER, 0, timer.seconds());
    }

    /** The padding is inside the length, as others do it: docs/adr/0030-padding-of-a-pepid-is-inside-its-length.md. */
    void pepId(PepId pepId) {
        byte[] text = pepId.value().getBytes(StandardCharsets.US_ASCII);
        int length = ObjectReader.padded(text.length + 1);
        header(ObjectClass.PEP_ID, ObjectReader.FIRST_TYPE, length);
        out.writeBytes(text).writeZero(length - text.length);
    }

    void reportType(ReportType type) {
        shorts(ObjectClass.REPORT_TYPE, type.value(), 0);
    }

    void redirect(PdpRedirectAddress redirect) {
        if (redirect != null) {
            address(ObjectClass.REDIRECT_ADDRESS, redirect.address(), redirect.port());
        }
    }

    void lastPdp(LastPdpAddress lastPdp) {
        if (lastPdp != null) {
            address(ObjectClass.LAST_PDP_ADDRESS, lastPdp.address(), lastPdp.port());
        }
    }

    void accountingTimer(AccountingTimer timer) {
        if (timer != null) {
            shorts(ObjectClass.ACCOUNTING_TIMER, 0, timer.seconds());
        }
    }

    void integrity(Integrity integrity) {
        if (integrity instanceof Integrity.Hmac hmac) {
            header(
                    ObjectClass.INTEGRITY,
                    hmac.cType(),
                    KEY_AND_SEQUENCE + hmac.digest().length());
            out.writeInt((int) hmac.keyId()).writeInt((int) hmac.sequence());
            contents(hmac.digest());
        } else if (integrity instanceof Integrity.Tls tls) {
            header(ObjectClass.INTEGRITY, tls.cType(), ObjectReader.WORD);
            out.writeShort(0).writeShort(tls.flags());
        }
    }

    private void header(ObjectClass object, int cType, int contentLength) {
        out.writeShort(ObjectReader.HEADER + contentLength)
                .writeByte(object.value())
                .writeByte(cType);
    }

    private void shorts(ObjectClass object, int first, int second) {
        header(object, ObjectReader.FIRST_TYPE, ObjectReader.WORD);
        out.writeShort(first).writeShort(second);
    }

    private void address(ObjectClass object, InetAddress address, int last) {
        byte[] octets = address.getAddress();
        int cType = address instanceof Inet6Address ? ObjectReader.SECOND_TYPE : ObjectReader.FIRST_TYPE;
        header(object, cType, octets.length + ObjectReader.WORD);
        out.writeBytes(octets).writeInt(last);
    }

    private void octets(ObjectClass object, int cType, Octets contents) {
        header(object, cType, contents.length());
        contents(contents);
    }

    private void contents(Octets contents) {
        contents.read(out::writeBytes);
        out.writeZero(ObjectReader.padded(contents.length()) - contents.length());
    }
}
