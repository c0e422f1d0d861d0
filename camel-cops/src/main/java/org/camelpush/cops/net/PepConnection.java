package org.camelpush.cops.net;

import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that a PEP has at a time: it is dialled, or waited for. On the event loop of the PEP. */
final class PepConnection {

    private static final Logger LOG = LoggerFactory.getLogger(PepConnection.class);

    private final PepClientSettings settings;
    private final EventLoop loop;
    private final Executor names;
    private final Discovery discovery;
    private final TlsMemories tlsMemories = new TlsMemories();
    private final RandomGenerator random;
    private final Traffic traffic;
    private final Consumer<PepInput> inputs;
    /** Null where the PEP dials. */
    private final PepListener listener;

    private PepLink link;
    private InetAddress from;

    /**
     * @param inputs hears what becomes of connections
     * @throws java.io.UncheckedIOException when it is to listen, and the address cannot be had
     */
    PepConnection(
            PepClientSettings settings,
            EventLoop loop,
            Executor names,
            ServiceLookup services,
            RandomGenerator random,
            Traffic traffic,
            Consumer<PepInput> inputs) {
        this.settings = settings;
        this.loop = loop;
        this.names = names;
        this.random = random;
        this.traffic = traffic;
        this.inputs = inputs;
        discovery = new Discovery(loop, names, services);
        listener = settings.listens() ? new PepListener(settings, loop, this::arrived) : null;
    }

    /**
     * The next one comes from that address of this host.
     *
     * @param address null for any
     * @return true when that is another one than before
     */
    boolean comesFrom(InetAddress address) {
        boolean anew = !Objects.equals(from, address);
        from = address;
        return anew;
    }

    void connect(PepEffect.Connect wanted) {
        link = new PepLink(wanted, settings, loop, discovery, tlsMemories, random, traffic, inputs, from);
        if (listener == null) {
            link.connect(names);
        } else if (wanted.redirected()) {
            link.disconnected("this PEP waits for PDPs, and goes to none");
        }
    }

    /** One PDP at a time. When there is one, it is not waited for the end of a pause. */
    private void arrived(SocketChannel pdp) {
        if (link == null || !link.isWaiting()) {
            inputs.accept(new PepInput.Arrived());
        }
        if (link != null && link.isWaiting()) {
            link.take(pdp);
        } else {
            LOG.warn(
                    "PDP at {} is turned away: PEP {} has one, or wants none",
                    pdp.remoteAddress(),
                    settings.session().pepId());
            pdp.close();
        }
    }

    void discover(PepEffect.Discover wanted) {
        link = null;
        discovery.find(wanted, inputs);
    }

    void send(CopsMessage message) {
        link.send(message);
    }

    void flush() {
        if (link != null) {
            link.flush();
        }
    }

    void close() {
        if (link != null) {
            link.close();
            link = null;
        }
    }

    /** Who is at the other end, or is tried, for people. */
    Object server() {
        PdpAddress server = link == null ? null : link.server();
        return server == null ? settings.address() : server;
    }

    /** From any thread but the event loop. */
    void stopListening() {
        if (listener != null) {
            listener.close();
        }
    }
}
