package org.camelpush.cops.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;

/** The client types that are open on a connection, and those that once were. */
final class PdpClients {

    private final PdpSession session;
    private final Map<Integer, PdpClient> open = new HashMap<>();
    /** At most the 65,535 client types that there are. */
    private final Set<Integer> closed = new HashSet<>();

    PdpClients(PdpSession session) {
        this.session = session;
    }

    /** Opens it, with states that were kept; those of one that was open already stay (RFC 2748 §3.6). */
    private void open(int clientType, Map<Handle, PdpRequestState> kept) {
        closed.remove(clientType);
        open.computeIfAbsent(clientType, type -> new PdpClient(type, session, kept));
    }

    /** RFC 2748 §2.5: what was kept counts when the PEP has been with no other PDP; otherwise it is asked. */
    void accept(OpenMessage message) {
        boolean isNew = !isOpen(message.clientType());
        PdpSettings settings = session.settings();
        PepId pepId = message.pepId();
        session.pepId(pepId);
        PdpKept kept = isNew ? session.registry().take(new PepKey(pepId, message.clientType())) : null;
        boolean known = kept != null && kept.isKnownTo(message.lastPdp());
        open(message.clientType(), known ? kept.states() : Map.of());
        session.opened();
        session.send(new AcceptMessage(
                message.clientType(), new KeepAliveTimer(settings.keepAlive()), settings.accountingTimer(), null));
        session.silence().watch(settings.keepAlive(), session.now());
        if (isNew) {
            session.report(new PdpEvent.Opened(pepId, message.clientType()));
            if (kept != null && !known) {
                session.tell(new PdpNotice.Closed(
                        pepId, message.clientType(), CopsError.of(ErrorCode.COMMUNICATION_FAILURE)));
            }
            session.tell(new PdpNotice.Opened(pepId, message));
        }
        if (isNew && settings.syncPolicy().wants(message.lastPdp() != null, known)) {
            of(message.clientType()).synchronize(null, null);
        }
    }

    /** A Client-Close of this side; what the client type had is gone. */
    void refuse(int clientType, CopsError error, String why) {
        refuse(new CloseMessage(clientType, error, null, null), why);
    }

    void refuse(CloseMessage message, String why) {
        session.report(new PdpEvent.Refused(message.clientType(), message.error(), why));
        dismiss(message);
    }

    /** A PEP that has not heard of this side for too long may come back. */
    void closedByPeer(CloseMessage message) {
        if (isOpen(message.clientType())) {
            session.report(new PdpEvent.ClosedByPeer(message.clientType(), message.error()));
            if (message.error().is(ErrorCode.COMMUNICATION_FAILURE)) {
                lose(message.clientType());
            } else {
                close(message.clientType(), message.error());
            }
            session.waitForOpen();
        } else {
            session.ignore(message.clientType(), Ignored.CLIENT_TYPE_NOT_OPEN);
        }
    }

    /** What is not decided for here any more is closed; the others stay. */
    void leave(CopsError error) {
        for (int clientType : types()) {
            if (!session.registry().serves(clientType)) {
                dismiss(new CloseMessage(clientType, error, session.settings().redirect(), null));
            }
        }
    }

    /** A Client-Close of this side, and nothing wrong. */
    void dismiss(CloseMessage message) {
        session.send(message);
        close(message.clientType(), message.error());
        session.waitForOpen();
    }

    /** The old connection is of no use to the PEP, and perhaps it does not know that there is one. */
    void replaced(int clientType) {
        if (end(clientType, "the PEP has opened it on another connection") != null) {
            session.report(new PdpEvent.Replaced(clientType));
            if (areNone()) {
                session.drop("the PEP is on another connection");
            }
        }
    }

    boolean isOpen(int clientType) {
        return open.containsKey(clientType);
    }

    boolean wasOpen(int clientType) {
        return closed.contains(clientType);
    }

    boolean areNone() {
        return open.isEmpty();
    }

    PdpClient of(int clientType) {
        return open.get(clientType);
    }

    /** It is over, and so are its states. */
    private void close(int clientType, CopsError error) {
        if (end(clientType, "the client type is closed with error " + error) != null) {
            session.tell(new PdpNotice.Closed(session.pepId(), clientType, error));
        }
    }

    /** Who decides for it hears nothing of that. */
    private PdpClient end(int clientType, String why) {
        PdpClient client = open.remove(clientType);
        if (client != null) {
            closed.add(clientType);
            client.end(why);
        }
        return client;
    }

    /** The connection is lost, and the PEP may come back for its states. */
    private void lose(int clientType) {
        CopsError error = CopsError.of(ErrorCode.COMMUNICATION_FAILURE);
        PdpClient client = end(clientType, "the connection is lost");
        PdpKept kept = client == null ? null : client.kept(session.at());
        if (kept != null) {
            session.registry().keep(new PepKey(session.pepId(), clientType), kept);
        } else if (client != null) {
            session.tell(new PdpNotice.Closed(session.pepId(), clientType, error));
        }
    }

    void loseAll() {
        types().forEach(this::lose);
    }

    /** RFC 2748 §4.7: a Client-Close for each; behind a silence the PEP may come back. */
    void dismissAll(CopsError error, PdpRedirectAddress redirect) {
        for (int clientType : types()) {
            session.send(new CloseMessage(clientType, error, redirect, null));
            if (error.is(ErrorCode.COMMUNICATION_FAILURE)) {
                lose(clientType);
            } else {
                close(clientType, error);
            }
        }
    }

    /** Request states of all. */
    int handles() {
        int handles = 0;
        for (PdpClient client : open.values()) {
            handles += client.handles();
        }
        return handles;
    }

    Set<Integer> types() {
        return Set.copyOf(open.keySet());
    }
}
