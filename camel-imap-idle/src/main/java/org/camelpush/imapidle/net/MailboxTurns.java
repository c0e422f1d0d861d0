package org.camelpush.imapidle.net;

import java.util.HashMap;
import java.util.Map;

import org.camelpush.imapidle.session.Profile;

/**
 * The turns of the hosts that one mailbox connects to: its usual one, and those that profiles name, each of which counts
 * what is connected to it. Of the mailbox's event loop, but for {@link #reason}.
 */
final class MailboxTurns {

    private final Hosts hosts;
    private final ConnectionSettings usual;
    private final HostTurns ofUsual;

    /** By host; few mailboxes ever have another. */
    private Map<Profile.Server, HostTurns> others = Map.of();

    private volatile Profile.Server asked;
    private volatile HostTurns ofAsked;

    /**
     * @param usual where the mailbox connects without a profile, and what it may take of any host
     */
    MailboxTurns(Hosts hosts, ConnectionSettings usual) {
        this.hosts = hosts;
        this.usual = usual;
        ofUsual = hosts.enter(usual.host(), usual.port());
        ofAsked = ofUsual;
    }

    /**
     * Those of the host that is to be connected.
     *
     * @param server of a profile, or null for the usual one
     */
    HostTurns of(Profile.Server server) {
        HostTurns turns = server == null ? ofUsual : other(server);
        asked = server;
        ofAsked = turns;
        return turns;
    }

    private HostTurns other(Profile.Server server) {
        if (others.isEmpty()) {
            others = new HashMap<>();
        }
        return others.computeIfAbsent(server, none -> hosts.enter(server.host(), server.port()));
    }

    /** In words, what the mailbox waits for. */
    String reason() {
        String reason = ofAsked.reason(usual.budget());
        Profile.Server server = asked;
        return server == null ? reason : reason + " (at " + server + ")";
    }

    /** The mailbox has ended. */
    void close() {
        hosts.leave(usual.host(), usual.port());
        others.keySet().forEach(server -> hosts.leave(server.host(), server.port()));
        others = Map.of();
    }
}
