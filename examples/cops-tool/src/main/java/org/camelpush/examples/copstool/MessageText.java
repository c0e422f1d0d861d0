package org.camelpush.examples.copstool;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** What a message holds: a line for each object, by the names of RFC 2748 §2.2. */
final class MessageText implements CopsMessage.Handler {

    private static final int MAX_OCTET = 0xFF;

    private final StringBuilder text = new StringBuilder();

    private MessageText() {}

    /** The lines below the first, each with its end. */
    static String objects(CopsMessage message) {
        MessageText lines = new MessageText();
        message.dispatch(lines);
        lines.integrity(message.integrity());
        return lines.text.toString();
    }

    /** The same of a decision, whichever message it came in. */
    static String objects(CopsDecision decision) {
        MessageText lines = new MessageText();
        lines.decisions("Decision", decision.decisions());
        lines.error(decision.error());
        return lines.text.toString();
    }

    /** What it is. */
    static String title(CopsMessage message) {
        return String.format(
                "%s, client type 0x%04x%s",
                message.opCode().abbreviation(), message.clientType(), message.solicited() ? ", solicited" : "");
    }

    private void line(String object, Object value) {
        text.append(String.format("  %-14s%s%n", object, value));
    }

    @Override
    public void request(RequestMessage message) {
        handle(message.handle());
        context(message.context());
        if (message.inInterface() != null) {
            line(
                    "In-Int",
                    at(message.inInterface().address()) + ", ifindex "
                            + message.inInterface().ifIndex());
        }
        if (message.outInterface() != null) {
            line(
                    "Out-Int",
                    at(message.outInterface().address()) + ", ifindex "
                            + message.outInterface().ifIndex());
        }
        clientInfo(message.clientInfo());
        decisions("LPDPDecision", message.localDecisions());
    }

    @Override
    public void decision(DecisionMessage message) {
        handle(message.handle());
        decisions("Decision", message.decisions());
        error(message.error());
    }

    @Override
    public void report(ReportMessage message) {
        handle(message.handle());
        line("Report-Type", message.type());
        clientInfo(message.clientInfo());
    }

    @Override
    public void delete(DeleteMessage message) {
        handle(message.handle());
        Reason reason = message.reason();
        line("Reason", reason + (reason.is(ReasonCode.UNKNOWN_OBJECT) ? numbers(reason.subCode()) : ""));
    }

    @Override
    public void synchronize(SynchronizeMessage message) {
        handle(message.handle());
    }

    @Override
    public void open(OpenMessage message) {
        line("PEPID", message.pepId());
        if (message.clientInfo() != null) {
            clientInfo(List.of(message.clientInfo()));
        }
        if (message.lastPdp() != null) {
            line(
                    "LastPDPAddr",
                    at(message.lastPdp().address()) + ":" + message.lastPdp().port());
        }
    }

    @Override
    public void accept(AcceptMessage message) {
        line("KATimer", message.keepAliveTimer().seconds() + " s");
        if (message.accountingTimer() != null) {
            line("AcctTimer", message.accountingTimer().seconds() + " s");
        }
    }

    @Override
    public void close(CloseMessage message) {
        error(message.error());
        if (message.redirect() != null) {
            line(
                    "PDPRedirAddr",
                    at(message.redirect().address()) + ":" + message.redirect().port());
        }
    }

    @Override
    public void keepAlive(KeepAliveMessage message) {}

    @Override
    public void synchronizeComplete(SynchronizeCompleteMessage message) {
        handle(message.handle());
    }

    private void handle(Handle handle) {
        if (handle != null) {
            line("Handle", handle.value().toHex());
        }
    }

    private void context(Context context) {
        line("Context", "R-Type " + context.requestType() + ", M-Type " + context.messageType());
    }

    private void clientInfo(List<ClientInfo> infos) {
        infos.forEach(info -> line("ClientSI", info.kind() + " " + opaque(info.data())));
    }

    private void decisions(String object, List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision.context() != null) {
                context(decision.context());
            }
            line(object, decision.command() + (decision.flags() == 0 ? "" : ", flags " + decision.flags()));
            for (DecisionData data : decision.data()) {
                line(object, data.kind() + " " + opaque(data.data()));
            }
        }
    }

    private void error(CopsError error) {
        if (error != null) {
            line("Error", error + (error.is(ErrorCode.UNKNOWN_OBJECT) ? numbers(error.subCode()) : ""));
        }
    }

    private void integrity(Integrity integrity) {
        if (integrity instanceof Integrity.Hmac hmac) {
            line(
                    "Integrity",
                    "key " + hmac.keyId() + ", sequence " + hmac.sequence() + ", digest "
                            + hmac.digest().toHex());
        } else if (integrity instanceof Integrity.Tls tls) {
            line("Integrity", "TLS, flags " + tls.flags());
        }
    }

    /** RFC 2748 §2.2.5, §2.2.8: of the object that is not known. */
    private static String numbers(int subCode) {
        return ", C-Num " + (subCode >> Byte.SIZE) + ", C-Type " + (subCode & MAX_OCTET);
    }

    private static String at(InetAddress address) {
        String host = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + host + "]" : host;
    }

    /** All octets, and the text that they are where they are one. */
    private static String opaque(Octets octets) {
        String hex = octets.isEmpty() ? "(empty)" : octets.toHex();
        return isText(octets) ? hex + " \"" + octets.toText() + "\"" : hex;
    }

    private static boolean isText(Octets octets) {
        try {
            return !octets.isEmpty()
                    && StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(octets.toArray()))
                            .chars()
                            .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
