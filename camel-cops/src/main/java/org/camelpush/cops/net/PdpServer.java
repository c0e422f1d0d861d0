package org.camelpush.cops.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.security.PdpSecurity;
import org.camelpush.cops.session.PdpFailure;
import org.camelpush.cops.session.PdpInput;
import org.camelpush.cops.session.PepFailure;
import org.camelpush.cops.session.PepKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PDP that listens (RFC 2748 §2.3), or goes to a PEP. Nothing that one PEP does ends it or another PEP's connection. */
public final class PdpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PdpServer.class);
    private static final int CLOSE_MILLIS = 3_000;

    private final PdpServerSettings settings;
    private final PdpHosts hosts = new PdpHosts();
    private final PdpPeps peps;
    private final Admission admission;
    private final Map<Channel, PdpConnection> connections = new ConcurrentHashMap<>();
    private final Traffic traffic = new Traffic();
    private final RandomGenerator random = new SecureRandom();
    private final PdpDoor door;

    private PdpServer(
            PdpServerSettings settings, EventLoops loops, Executor names, Set<Integer> clientTypes, PdpHost host)
            throws IOException {
        this.settings = settings;
        enter(clientTypes, host);
        peps = new PdpPeps(loops, settings.stateTimeout(), settings.maxSessions(), hosts);
        admission = new Admission(settings.maxSessions(), settings.maxSessionsPerHost());
        door = settings.dialling() == null
                ? new PdpListener(settings, loops, this::accept)
                : new PdpDialler(settings, loops.next(), names, traffic, random, this::accept).start();
    }

    /**
     * Begins to listen, or to go to its PEP.
     *
     * @param names runs what asks for addresses, and so may block
     * @param clientTypes those that the host decides for; empty for all that nobody else does
     * @throws IOException when the address cannot be had
     */
    public static PdpServer start(
            PdpServerSettings settings, EventLoops loops, Executor names, Set<Integer> clientTypes, PdpHost host)
            throws IOException {
        return new PdpServer(settings, loops, names, clientTypes, host);
    }

    public PdpServerSettings settings() {
        return settings;
    }

    /**
     * Decides for these client types too.
     *
     * @throws IllegalArgumentException when somebody decides for one of them already
     */
    public void enter(Set<Integer> clientTypes, PdpHost host) {
        hosts.enter(clientTypes, host);
        clientTypes.forEach(traffic::watch);
    }

    /** Decides no longer, and closes what nobody decides for now; false when nobody is left. */
    public boolean leave(PdpHost host, CopsError error) {
        hosts.leave(host);
        if (hosts.areNone()) {
            return false;
        }
        connections.values().forEach(connection -> connection.leave(error));
        return true;
    }

    /** Decides anew on a request state of a PEP. */
    public void decide(PepKey pep, Handle handle, CopsDecision decision, PdpAnswer answer) {
        want(pep, answer, id -> new PdpInput.Direct(id, pep.clientType(), handle, decision));
    }

    /**
     * Asks a PEP for its request states.
     *
     * @param handle null for all
     */
    public void synchronize(PepKey pep, Handle handle, PdpAnswer answer) {
        want(pep, answer, id -> new PdpInput.Synchronize(id, pep.clientType(), handle));
    }

    /**
     * Closes a client type of a PEP.
     *
     * @param redirect where the PEP is to go instead; null for nowhere
     */
    public void close(PepKey pep, CopsError error, PdpRedirectAddress redirect, PdpAnswer answer) {
        want(pep, answer, id -> new PdpInput.Close(id, pep.clientType(), error, redirect));
    }

    private void want(PepKey pep, PdpAnswer answer, LongFunction<PdpInput> input) {
        PdpConnection connection = peps.of(pep);
        if (connection == null) {
            answer.failed(new PdpFailure(
                    PepFailure.Kind.DISCONNECTED,
                    "PEP " + pep.pepId() + " has not opened client type " + pep.clientType() + " here"));
        } else {
            connection.want(answer, input);
        }
    }

    /** The port that it listens on, or its PEP. */
    public int port() {
        return door.port();
    }

    /** True while it listens, or is connected to the PEP that it goes to. */
    public boolean isReady() {
        return door.isOpen();
    }

    /** Connections that there are now. */
    public int sessions() {
        return admission.count();
    }

    /** What was counted since it listens. */
    public Traffic traffic() {
        return traffic;
    }

    /** Each connection as it is now; one that does not answer soon is left out. Blocks: not for an event loop. */
    public List<PdpSessionInfo> sessionInfos() {
        List<CompletableFuture<PdpSessionInfo>> asked =
                connections.values().stream().map(PdpConnection::info).toList();
        return asked.stream()
                .map(each -> each.completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                        .exceptionally(gone -> null)
                        .join())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Closes the connections of this PEP, each with a word to it; it may connect again. Blocks: not for an event loop. */
    public int closeSessions(String pepId) {
        List<SocketAddress> peers = sessionInfos().stream()
                .filter(info -> info.snapshot().pepId() != null
                        && info.snapshot().pepId().value().equals(pepId))
                .map(PdpSessionInfo::peer)
                .toList();
        connections.forEach((channel, connection) -> {
            if (peers.contains(channel.remoteAddress())) {
                connection.stop(CopsError.of(ErrorCode.SHUTTING_DOWN));
            }
        });
        return peers.size();
    }

    private void accept(SocketChannel channel) {
        InetAddress peer = channel.remoteAddress().getAddress();
        String refusal = admission.enter(peer);
        if (refusal != null) {
            LOG.warn("PEP at {} is turned away: {}", channel.remoteAddress(), refusal);
            channel.close();
            return;
        }
        ConnectionTraffic counts = new ConnectionTraffic(traffic);
        PdpConnection connection = new PdpConnection(channel, settings.session(), hosts, peps, counts);
        connections.put(channel, connection);
        channel.closeFuture().addListener(closed -> {
            connections.remove(channel);
            admission.leave(peer);
        });
        SecurityGate gate = gate(channel, counts);
        channel.pipeline()
                .addLast(new CopsDecoder(settings.limits(), settings.messageReadTimeout(), counts))
                .addLast(gate.encoder())
                .addLast(gate)
                .addLast(new UnreadGuard(settings.messageReadTimeout()))
                .addLast(new CopsHandler(connection));
        connection.connected();
    }

    private SecurityGate gate(SocketChannel channel, ConnectionTraffic counts) {
        Security security = settings.security();
        return new SecurityGate(
                new PdpSecurity(security.settings(), settings.session().keepAlive(), random),
                context -> new TlsDoor(() -> new SslHandler(security.tls().pdp())),
                () -> {},
                counts,
                fault -> LOG.warn("PEP at {} is refused: {}", channel.remoteAddress(), fault.text()));
    }

    /** Stops listening, or going to its PEP, tells every PEP (RFC 2748 §4.7), and waits for that, a few seconds at most. */
    @Override
    public void close() {
        close(CopsError.of(ErrorCode.SHUTTING_DOWN));
    }

    /** The same, with another reason. */
    public void close(CopsError error) {
        door.close();
        connections.values().forEach(connection -> connection.stop(error));
        long end = System.nanoTime() + CLOSE_MILLIS * 1_000_000L;
        for (Channel channel : connections.keySet()) {
            long rest = Math.max(1, (end - System.nanoTime()) / 1_000_000L);
            if (!channel.closeFuture().awaitUninterruptibly(rest)) {
                channel.close();
            }
        }
        peps.forget();
    }
}
