package org.camelpush.cops.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PdpRedirectAddress;

/** The client types a PEP wants (RFC 2748 §4.3): each is opened, accepted, refused and tried again by itself. */
final class PepClients {

    private final PepSession session;
    private final Map<Integer, PepClient> wanted = new TreeMap<>();
    private Set<Integer> openTypes = Set.of();
    /** How often one was refused since all were open. */
    private int refusals;
    /** The first one that the PDP has named on this connection; null where it has not. */
    private PdpRedirectAddress redirect;

    PepClients(PepSession session) {
        this.session = session;
    }

    void want(int clientType) {
        wanted.putIfAbsent(clientType, new PepClient(clientType));
    }

    /** Null when it is not wanted. */
    PepClient of(int clientType) {
        return wanted.get(clientType);
    }

    void attend(int clientType, PepAttention attention) {
        PepClient client = wanted.get(clientType);
        if (client != null) {
            client.attend(attention);
            accountFromNowOn();
        }
    }

    PepAttention attention(int clientType) {
        PepClient client = wanted.get(clientType);
        return client == null ? PepAttention.NONE : client.attention();
    }

    private void accountFromNowOn() {
        session.accountAfter(session.requests().states().enforcement().shortestInterval());
    }

    boolean isOpen(int clientType) {
        PepClient client = wanted.get(clientType);
        return client != null && client.isOpen();
    }

    /** True when it is neither open nor being opened. */
    boolean isClosed(int clientType) {
        PepClient client = wanted.get(clientType);
        return client == null || client.isClosed();
    }

    boolean areNone() {
        return wanted.isEmpty();
    }

    /** The same object as long as it holds the same. */
    Set<Integer> openTypes() {
        int count = 0;
        boolean same = true;
        for (PepClient client : wanted.values()) {
            if (client.isOpen()) {
                count++;
                same &= openTypes.contains(client.clientType());
            }
        }
        if (!same || count != openTypes.size()) {
            openTypes = wanted.values().stream()
                    .filter(PepClient::isOpen)
                    .map(PepClient::clientType)
                    .collect(Collectors.toUnmodifiableSet());
        }
        return openTypes;
    }

    /** Sends OPN for all that are not open. */
    void openAll() {
        wanted.keySet().forEach(this::open);
    }

    void open(int clientType) {
        PepClient client = wanted.get(clientType);
        if (client.isClosed()) {
            LastPdpAddress lastPdp = session.requests().states().lastPdp(clientType);
            client.opening(lastPdp);
            session.send(new OpenMessage(clientType, session.settings().pepId(), null, lastPdp, null));
        }
    }

    void accepted(AcceptMessage message) {
        PepClient client = wanted.get(message.clientType());
        if (client == null || client.isClosed()) {
            session.ignore(message.clientType(), Ignored.CLIENT_TYPE_NOT_OPEN);
            return; // it was given up meanwhile, and the PDP will hear of that
        }
        boolean isNew = client.isOpening();
        client.accepted(message);
        session.keepAlive().period(shortestKeepAlive());
        accountFromNowOn();
        session.state().accepted();
        if (isNew) {
            session.report(new PepEvent.Opened(message.clientType()));
            session.requests().opened(message.clientType(), client.lastPdpTold());
        }
        if (wanted.values().stream().allMatch(PepClient::isOpen)) {
            refusals = 0;
            session.keepStates();
        }
    }

    /** RFC 2748 §3.9: the least of all that the PDP has handed out on this connection; 0 is no limit. */
    private int shortestKeepAlive() {
        return wanted.values().stream()
                .filter(PepClient::isOpen)
                .mapToInt(PepClient::keepAlive)
                .filter(seconds -> seconds > 0)
                .min()
                .orElse(0);
    }

    /** This side closes it, and tries again later. */
    void refuse(int clientType, CopsError error, String why) {
        CloseMessage message = new CloseMessage(clientType, error, null, null);
        session.send(message);
        closed(message, why);
    }

    /** The PDP has refused or closed it (RFC 2748 §3.8): the others stay. */
    void closed(CloseMessage message, String why) {
        PepClient client = wanted.get(message.clientType());
        if (client == null || client.isClosed()) {
            return;
        }
        client.closed();
        session.report(new PepEvent.Closed(message.clientType(), message.error(), why));
        PepFailure failure = new PepFailure(
                PepFailure.Kind.CLIENT_TYPE_CLOSED,
                message.error(),
                "client type " + message.clientType() + " is closed with error " + message.error() + ": " + why);
        if (goesOn(message)) {
            session.requests().interrupted(message.clientType(), failure);
        } else {
            session.requests().closed(message.clientType(), failure);
        }
        redirect = redirect == null ? message.redirect() : redirect;
        if (wanted.values().stream().allMatch(PepClient::isClosed)) {
            leave("no client type is open: " + why);
        } else {
            session.keepAlive().period(shortestKeepAlive());
            session.reopenAfter(++refusals);
        }
    }

    /** True when another PDP may take over what is kept. */
    private static boolean goesOn(CloseMessage message) {
        return message.redirect() != null
                || message.error().is(ErrorCode.SHUTTING_DOWN)
                || message.error().is(ErrorCode.COMMUNICATION_FAILURE)
                || message.error().is(ErrorCode.REDIRECT_TO_PREFERRED_SERVER);
    }

    /** RFC 2748 §3.8: to the PDP that is named instead, where one is. */
    private void leave(String why) {
        PdpRedirectAddress to = redirect;
        if (to != null) {
            session.line().redirect(to);
        }
        session.abandon(why);
    }

    /** The PDP closes the connection. */
    void allClosed(CloseMessage message) {
        redirect = message.redirect();
        for (int clientType : wanted.keySet()) {
            session.effect(new PepEffect.Tell(
                    new PepNotice.Closed(new CloseMessage(clientType, message.error(), redirect, null))));
        }
        leave("the PDP closes it with error " + message.error());
    }

    /** The PDP has answered some OPN and not these. */
    void unanswered() {
        for (PepClient client : List.copyOf(wanted.values())) {
            if (client.isOpening()) {
                refuse(
                        client.clientType(),
                        CopsError.of(ErrorCode.COMMUNICATION_FAILURE),
                        "the PDP does not answer its OPN");
            }
        }
    }

    /** It is wanted no longer. */
    void forget(int clientType, CopsError error) {
        PepClient client = wanted.remove(clientType);
        if (client != null && !client.isClosed()) {
            session.send(new CloseMessage(clientType, error, null, null));
            session.keepAlive().period(shortestKeepAlive());
        }
    }

    /** RFC 2748 §4.7: one Client-Close for each that is open. */
    void farewell(CopsError error) {
        for (PepClient client : wanted.values()) {
            if (!client.isClosed()) {
                session.send(new CloseMessage(client.clientType(), error, null, null));
            }
        }
    }

    /** The connection is gone, and with it what was opened on it. */
    void disconnected() {
        wanted.values().forEach(PepClient::closed);
        refusals = 0;
        redirect = null;
    }
}
