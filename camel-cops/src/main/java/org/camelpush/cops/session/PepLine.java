package org.camelpush.cops.session;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.PdpRedirectAddress;

/** The one connection of a PEP: which it is, to whom, and what follows on its end (RFC 2748 §2.3). */
final class PepLine {

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

    private String lastFailure;

    PepLine(PepSession session, RandomGenerator random) {
        this.session = session;
        servers = new PepServers(session.settings().servers());
        outage = new Outage(session.settings().reconnect(), random);
    }

    void connect() {
        generation = ++generations;
        wasOpen = false;
        session.effect(servers.next(generation));
    }

    void connected(LastPdpAddress to) {
        peer = to;
    }

    /** At least one client type is accepted. */
    void opened() {
        wasOpen = true;
        away = false;
        outage.opened(session.now());
    }

    /** Closes the connection without another one. */
    void close(String why) {
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
