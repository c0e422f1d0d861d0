package org.camelpush.cops.session.simulation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PdpKept;
import org.camelpush.cops.session.PdpSettings;
import org.camelpush.cops.session.PepKey;

/** A PDP: what it knows beyond one connection, and whether it is there at all. */
final class Site {

    private static final int PORT = 3288;
    private static final long STATE_TIMEOUT = 30_000_000_000L;

    private final LastPdpAddress address;
    private final Set<Integer> served;
    private final Agenda agenda;
    private final PdpSettings settings;
    private final Map<PepKey, PdpKept> kept = new HashMap<>();
    private final Map<PepKey, Link> present = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private boolean up = true;

    Site(int number, Set<Integer> served, PdpSettings settings, Agenda agenda) {
        this.served = served;
        this.settings = settings;
        this.agenda = agenda;
        try {
            address = new LastPdpAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}), PORT);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    LastPdpAddress address() {
        return address;
    }

    PdpAddress server() {
        return new PdpAddress(address.address().getHostAddress(), address.port());
    }

    PdpRedirectAddress redirect() {
        return new PdpRedirectAddress(address.address(), address.port());
    }

    PdpSettings settings() {
        return settings;
    }

    boolean isUp() {
        return up;
    }

    void add(Link link) {
        links.add(link);
    }

    /** It dies, and forgets all. */
    void crash() {
        up = false;
        kept.clear();
        present.clear();
        links.forEach(Link::crash);
        links.clear();
    }

    void start() {
        up = true;
    }

    boolean serves(int clientType) {
        return served.contains(clientType);
    }

    void keep(PepKey pep, PdpKept states) {
        kept.put(pep, states);
        agenda.after(STATE_TIMEOUT, () -> kept.remove(pep, states));
    }

    PdpKept take(PepKey pep) {
        return kept.remove(pep);
    }

    void opened(PepKey pep, Link link) {
        Link older = present.put(pep, link);
        if (older != null && older != link) {
            agenda.after(0, () -> older.replaced(pep.clientType()));
        }
    }

    void closed(PepKey pep, Link link) {
        present.remove(pep, link);
    }
}
