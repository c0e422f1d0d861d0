package org.camelpush.cops.codec;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

import static org.camelpush.cops.codec.ObjectClass.ACCOUNTING_TIMER;
import static org.camelpush.cops.codec.ObjectClass.CLIENT_INFO;
import static org.camelpush.cops.codec.ObjectClass.CONTEXT;
import static org.camelpush.cops.codec.ObjectClass.ERROR;
import static org.camelpush.cops.codec.ObjectClass.HANDLE;
import static org.camelpush.cops.codec.ObjectClass.INTEGRITY;
import static org.camelpush.cops.codec.ObjectClass.IN_INTERFACE;
import static org.camelpush.cops.codec.ObjectClass.KEEP_ALIVE_TIMER;
import static org.camelpush.cops.codec.ObjectClass.LAST_PDP_ADDRESS;
import static org.camelpush.cops.codec.ObjectClass.LOCAL_DECISION;
import static org.camelpush.cops.codec.ObjectClass.OUT_INTERFACE;
import static org.camelpush.cops.codec.ObjectClass.PEP_ID;
import static org.camelpush.cops.codec.ObjectClass.REASON;
import static org.camelpush.cops.codec.ObjectClass.REDIRECT_ADDRESS;
import static org.camelpush.cops.codec.ObjectClass.REPORT_TYPE;

/**
 * Which objects each message has (RFC 2748 §3). In any order, for peers differ; but the Integrity is last, and what belongs
 * to a decision stands together. In the order of {@link OpCode}.
 */
enum Grammar {
    REQUEST(
            EnumSet.of(HANDLE, CONTEXT, IN_INTERFACE, OUT_INTERFACE, CLIENT_INFO, LOCAL_DECISION),
            EnumSet.of(CONTEXT, CLIENT_INFO, LOCAL_DECISION),
            Grammar::request),
    DECISION(
            EnumSet.of(HANDLE, CONTEXT, ObjectClass.DECISION, ERROR),
            EnumSet.of(CONTEXT, ObjectClass.DECISION),
            Grammar::decision),
    // RFC 2748 has one ClientSI in it, RFC 3084 §3.3 several
    REPORT(EnumSet.of(HANDLE, REPORT_TYPE, CLIENT_INFO), EnumSet.of(CLIENT_INFO), Grammar::report),
    DELETE(EnumSet.of(HANDLE, REASON), Set.of(), Grammar::delete),
    SYNCHRONIZE(
            EnumSet.of(HANDLE),
            Set.of(),
            parts -> new SynchronizeMessage(parts.header.clientType(), parts.handle, parts.integrity)),
    OPEN(EnumSet.of(PEP_ID, CLIENT_INFO, LAST_PDP_ADDRESS), Set.of(), Grammar::open),
    ACCEPT(EnumSet.of(KEEP_ALIVE_TIMER, ACCOUNTING_TIMER), Set.of(), Grammar::accept),
    CLOSE(EnumSet.of(ERROR, REDIRECT_ADDRESS), Set.of(), Grammar::close),
    KEEP_ALIVE(Set.of(), Set.of(), parts -> new KeepAliveMessage(parts.header.clientType(), parts.integrity)),
    SYNCHRONIZE_COMPLETE(
            EnumSet.of(HANDLE),
            Set.of(),
            parts -> new SynchronizeCompleteMessage(parts.header.clientType(), parts.handle, parts.integrity));

    private static final Grammar[] ALL = values();

    private final Set<ObjectClass> objects;
    private final Set<ObjectClass> repeated;
    private final Function<Parts, CopsMessage> maker;

    Grammar(Set<ObjectClass> objects, Set<ObjectClass> repeated, Function<Parts, CopsMessage> maker) {
        this.objects = objects;
        this.repeated = repeated;
        this.maker = maker;
    }

    static Grammar of(OpCode opCode) {
        return ALL[opCode.ordinal()];
    }

    String abbreviation() {
        return OpCode.of(ordinal() + 1).abbreviation();
    }

    /** Every message may have an Integrity. */
    boolean mayHave(ObjectClass object) {
        return object == INTEGRITY || objects.contains(object);
    }

    boolean mayRepeat(ObjectClass object) {
        return repeated.contains(object);
    }

    /** The message; null when something is missing, which the parts know then. */
    CopsMessage make(Parts parts) {
        // RFC 4261 §4.1: MUST NOT be included in any other message
        if (parts.integrity instanceof Integrity.Tls
                && (this != OPEN && this != ACCEPT || parts.header.clientType() != 0)) {
            parts.malformed("an Integrity that asks for TLS, which only OPN and CAT of client-type 0 may have");
            return null;
        }
        return maker.apply(parts);
    }

    private static RequestMessage request(Parts parts) {
        List<Decision> localDecisions = parts.decisions();
        if (!parts.has(parts.handle, HANDLE) || !parts.has(parts.context, CONTEXT) || !parts.isSound()) {
            return null;
        }
        return new RequestMessage(
                parts.header.clientType(),
                parts.handle,
                parts.context,
                parts.inInterface,
                parts.outInterface,
                parts.clientInfo(),
                localDecisions,
                parts.integrity);
    }

    private static DecisionMessage decision(Parts parts) {
        List<Decision> decisions = parts.decisions();
        if (!parts.has(parts.handle, HANDLE) || !parts.isSound()) {
            return null;
        }
        if (parts.error != null && !decisions.isEmpty()) {
            parts.malformed("both an Error and decisions");
            return null;
        }
        if (decisions.isEmpty() && !parts.has(parts.error, ObjectClass.DECISION)) {
            return null;
        }
        return new DecisionMessage(
                parts.header.clientType(),
                parts.header.isSolicited(),
                parts.handle,
                decisions,
                parts.error,
                parts.integrity);
    }

    private static ReportMessage report(Parts parts) {
        return parts.has(parts.handle, HANDLE) && parts.has(parts.reportType, REPORT_TYPE)
                ? new ReportMessage(
                        parts.header.clientType(),
                        parts.header.isSolicited(),
                        parts.handle,
                        parts.reportType,
                        parts.clientInfo(),
                        parts.integrity)
                : null;
    }

    private static DeleteMessage delete(Parts parts) {
        return parts.has(parts.handle, HANDLE) && parts.has(parts.reason, REASON)
                ? new DeleteMessage(parts.header.clientType(), parts.handle, parts.reason, parts.integrity)
                : null;
    }

    private static OpenMessage open(Parts parts) {
        return parts.has(parts.pepId, PEP_ID)
                ? new OpenMessage(
                        parts.header.clientType(),
                        parts.pepId,
                        parts.clientInfo().isEmpty() ? null : parts.clientInfo().get(0),
                        parts.lastPdp,
                        parts.integrity)
                : null;
    }

    private static AcceptMessage accept(Parts parts) {
        return parts.has(parts.keepAliveTimer, KEEP_ALIVE_TIMER)
                ? new AcceptMessage(
                        parts.header.clientType(), parts.keepAliveTimer, parts.accountingTimer, parts.integrity)
                : null;
    }

    private static CloseMessage close(Parts parts) {
        return parts.has(parts.error, ERROR)
                ? new CloseMessage(parts.header.clientType(), parts.error, parts.redirect, parts.integrity)
                : null;
    }
}
