package org.camelpush.cops.codec;

import java.util.ArrayList;
import java.util.List;

import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.InInterface;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OutInterface;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.UnknownObject;

/** What was found in one message so far, and the first thing that was wrong. */
final class Parts {

    final Header header;
    private final Grammar grammar;
    /** A bit for each class. */
    private int seen;

    Handle handle;
    Context context;
    InInterface inInterface;
    OutInterface outInterface;
    Reason reason;
    private DecisionGroups decisions;
    CopsError error;
    private List<ClientInfo> clientInfo = List.of();
    KeepAliveTimer keepAliveTimer;
    PepId pepId;
    ReportType reportType;
    PdpRedirectAddress redirect;
    LastPdpAddress lastPdp;
    AccountingTimer accountingTimer;
    Integrity integrity;

    private List<UnknownObject> unknown = List.of();
    private CopsError problem;
    private String what;

    Parts(Header header, Grammar grammar) {
        this.header = header;
        this.grammar = grammar;
    }

    /** True when the message may have such an object here. */
    boolean accepts(ObjectClass next) {
        if (!grammar.mayHave(next)) {
            malformed("a " + next.rfcName() + " in a " + grammar.abbreviation());
        } else if (isSeen(ObjectClass.INTEGRITY)) {
            malformed("a " + next.rfcName() + " behind the Integrity, which must be last"); // RFC 2748 §3
        } else if (isSeen(next) && !grammar.mayRepeat(next)) {
            malformed("two " + next.rfcName() + " in a " + grammar.abbreviation());
        } else {
            seen |= bit(next);
            return true;
        }
        return false;
    }

    private boolean isSeen(ObjectClass object) {
        return (seen & bit(object)) != 0;
    }

    private static int bit(ObjectClass object) {
        return 1 << object.ordinal();
    }

    /** What belongs to decisions. */
    DecisionGroups groups() {
        if (decisions == null) {
            decisions = new DecisionGroups(grammar == Grammar.DECISION, this::malformed);
        }
        return decisions;
    }

    /** All decisions, when the message has ended. */
    List<Decision> decisions() {
        return decisions == null ? List.of() : decisions.all();
    }

    void clientInfo(ClientInfo next) {
        if (clientInfo.isEmpty()) {
            clientInfo = List.of(next); // most messages have one
            return;
        }
        if (clientInfo.size() == 1) {
            clientInfo = new ArrayList<>(clientInfo);
        }
        clientInfo.add(next);
    }

    List<ClientInfo> clientInfo() {
        return clientInfo;
    }

    /** The first one of a request is the request's own; all others belong to decisions. */
    void context(Context next) {
        if (grammar == Grammar.REQUEST && context == null) {
            context = next;
        } else {
            groups().context(next);
        }
    }

    void unknown(UnknownObject object) {
        unknown = unknown.isEmpty() ? new ArrayList<>(1) : unknown;
        unknown.add(object);
        failed(object.error(), "an unknown object with C-Num " + object.cNum() + " and C-Type " + object.cType());
    }

    void malformed(String reasonForPeople) {
        failed(ErrorCode.BAD_MESSAGE_FORMAT, reasonForPeople);
    }

    void failed(ErrorCode code, String reasonForPeople) {
        failed(CopsError.of(code), reasonForPeople);
    }

    private void failed(CopsError first, String reasonForPeople) {
        if (problem == null) {
            problem = first;
            what = reasonForPeople;
        }
    }

    /** True when nothing was wrong. */
    boolean isSound() {
        return problem == null;
    }

    /** True when an object is there that must be. */
    boolean has(Object part, ObjectClass needed) {
        if (part == null) {
            failed(ErrorCode.MANDATORY_OBJECT_MISSING, "no " + needed.rfcName());
        }
        return part != null;
    }

    MalformedMessageException failure() {
        return new MalformedMessageException(new MalformedMessage(
                header.opCode(),
                header.clientType(),
                handle,
                problem,
                OpCode.of(header.opCode()).abbreviation() + " with " + what,
                !header.isAligned(),
                unknown));
    }
}
