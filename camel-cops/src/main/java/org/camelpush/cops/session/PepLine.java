package org.camelpush.cops.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.PdpRedirectAddress;

/** The one connection of a PEP: which it is, to whom, and what follows on its end (RFC 2748 §2.3). */
final class PepLine {

    static final String OFFLINE = "no network may be used";

    private final PepSession session;
    private final PepServers servers;
    private final PepRedirects redirects = new PepRedirects();
    private final Outage outage;
    /** 0 while there is no connection. */
    private int generation;

    private int generations;
    /** Who is at its other end; null while there is no connection, or where that is not known. */
    private LastPdpAddress peer;

    private boolean wasOpen;
    /** True from when all have failed until one has accepted a client type. */
    private boolean away;

    private boolean offline;
    private String lastFailure;
    /** What has asked for this connection, and hears what becomes of it; 0 for nobody. */
    private long redialing;

    PepLine(PepSession session, RandomGenerator random) {
        this.session = session;
        servers = new PepServers(session.settings().servers(), random);
        outage = new Outage(session.settings().reconnect(), random);
    }

    void connect() {
        generation = ++generations;
        wasOpen = false;
        session.effect(servers.next(generation));
    }

    /** To the first of the PDPs of a service, unless all were tried by other names. */
    void found(List<SrvRecord> records) {
        servers.found(records);
        if (servers.hasNext()) {
            session.become(new PepConnecting(session));
        } else {
            abandon("all PDPs of " + servers.present() + " were tried");
        }
    }

    void connected(LastPdpAddress to) {
        peer = to;
    }

    /** At least one client type is accepted. */
    void opened() {
        wasOpen = true;
        away = false;
        outage.opened(session.now());
        connectedAgain();
    }

    /** True when the connection is left without a goodbye, for another one to the same PDP, which is to be made now. */
    boolean redial(long id, boolean anew) {
        redialed(PepFailure.Kind.NOT_NOW, "another connection was asked for meanwhile");
        redialing = id;
        if (generation != 0 && !anew) {
            if (wasOpen) {
                connectedAgain();
            }
            return false;
        }
        if (generation != 0) {
            session.effect(new PepEffect.Close(generation));
            leave("it goes on by another connection");
            outage.closed(session.now());
        }
        servers.newRound();
        servers.redirect(servers.present());
        return true;
    }

    /** No network may be used: the connection is left without a goodbye, and none is made before {@link #online}. */
    void goOffline() {
        offline = true;
        redialed(PepFailure.Kind.DISCONNECTED, OFFLINE);
        if (generation != 0) {
            session.effect(new PepEffect.Close(generation));
            leave(OFFLINE);
            outage.closed(session.now());
        }
        lastFailure = OFFLINE;
        away = true;
        session.requests().away();
    }

    void online() {
        offline = false;
    }

    boolean isOffline() {
        return offline;
    }

    private void connectedAgain() {
        if (redialing != 0) {
            session.effect(new PepEffect.Done(redialing));
            redialing = 0;
        }
    }

    /** Whoever asked for this connection does not get it. */
    private void redialed(PepFailure.Kind kind, String why) {
        if (redialing != 0) {
            session.fail(redialing, PepFailure.of(kind, why));
            redialing = 0;
        }
    }

    /** Closes the connection without another one. */
    void close(String why) {
        redialed(PepFailure.Kind.STOPPED, why);
        if (generation != 0) {
            session.effect(new PepEffect.Close(generation));
            leave(why);
        }
    }

    /** Closes the connection, and makes another one. */
    void abandon(String why) {
        session.effect(new PepEffect.Close(generation));
        lost(why);
    }

    /** The connection is gone: the next PDP at once, or all of them again later. */
    void lost(String why) {
        boolean open = wasOpen;
        leave(why);
        if (outage.closed(session.now())) {
            servers.newRoundWithoutPresent();
        }
        if (servers.isRedirected()
                || servers.hasNext() && (session.settings().reconnect().enabled() || !open)) {
            session.report(new PepEvent.Left(servers.present(), why));
            session.become(new PepConnecting(session));
            return;
        }
        servers.newRound();
        away = true;
        session.requests().away();
        redialed(PepFailure.Kind.DISCONNECTED, why);
        Optional<Duration> delay = outage.failed();
        if (delay.isPresent()) {
            session.report(new PepEvent.Lost(why, outage.attempts(), delay.get()));
            session.become(new PepBackingOff(session, delay.get()));
        } else {
            session.report(new PepEvent.GaveUp(why, outage.attempts() - 1));
            session.become(new PepFailed(session, why));
        }
    }

    /** The next PDP is this one, unless that leads nowhere. */
    void redirect(PdpRedirectAddress to) {
        PdpAddress target = new PdpAddress(to.address().getHostAddress(), to.port());
        if (outage.isOpenFor(PepRedirects.SETTLED, session.now())) {
            redirects.settled();
        }
        String refusal = redirects.follow(to, peer, session.now());
        if (refusal == null) {
            servers.redirect(target);
        }
        session.report(new PepEvent.Redirected(target, refusal));
    }

    private void leave(String why) {
        generation = 0;
        wasOpen = false;
        lastFailure = why;
        session.disconnected(why);
        peer = null;
    }

    boolean isAway() {
        return away;
    }

    boolean isPresent(int which) {
        return which == generation;
    }

    int generation() {
        return generation;
    }

    LastPdpAddress peer() {
        return peer;
    }

    PdpAddress server() {
        return servers.present();
    }

    Outage outage() {
        return outage;
    }

    /** Why the last connection ended; null where none did. */
    String lastFailure() {
        return lastFailure;
    }
}
