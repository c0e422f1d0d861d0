package org.camelpush.cops.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.security.PepSecurity;
import org.camelpush.cops.security.TlsMemory;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a PEP, from its making to its end. On one event loop. */
final class PepLink implements CopsHandler.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PepLink.class);

    private final PepEffect.Connect wanted;
    private final int generation;
    private final PepClientSettings settings;
    private final EventLoop loop;
    private final Discovery discovery;
    private final TlsMemories tlsMemories;
    private final RandomGenerator random;
    private final Traffic traffic;
    private final Consumer<PepInput> inputs;
    private final InetAddress from;
    private ChannelFuture connecting;
    private boolean left;

    /**
     * @param discovery knows which PDPs were found, and how
     * @param tlsMemories what earlier connections have learnt of their PDPs
     * @param random gives the numbers that messages begin with
     * @param from the address of this host that it is bound to; null for any
     */
    PepLink(
            PepEffect.Connect wanted,
            PepClientSettings settings,
            EventLoop loop,
            Discovery discovery,
            TlsMemories tlsMemories,
            RandomGenerator random,
            Traffic traffic,
            Consumer<PepInput> inputs,
            InetAddress from) {
        this.wanted = wanted;
        generation = wanted.generation();
        this.settings = settings;
        this.loop = loop;
        this.discovery = discovery;
        this.tlsMemories = tlsMemories;
        this.random = random;
        this.traffic = traffic;
        this.inputs = inputs;
        this.from = from;
    }

    /**
     * Finds the address and connects; the session has a deadline of its own for both.
     *
     * @param names runs what may block
     */
    void connect(Executor names) {
        List<PdpAddress> own = Stream.concat(settings.session().servers().stream(), discovery.pdps())
                .filter(server -> !server.isService())
                .toList();
        try {
            names.execute(() -> resolve(own));
        } catch (RejectedExecutionException shutDown) {
            disconnected("this side is stopped");
        }
    }

    /** On a thread that may block. */
    private void resolve(List<PdpAddress> own) {
        InetAddress[] addresses;
        try {
            addresses = ofOneFamily(InetAddress.getAllByName(wanted.server().host()));
        } catch (UnknownHostException unknown) {
            onLoop(() -> disconnected("the name " + wanted.server().host() + " has no address"));
            return;
        }
        // another one each time, for one of them may be out of reach
        InetAddress next = addresses[wanted.round() % addresses.length];
        if (wanted.redirected() && !mayGoTo(next, own)) {
            onLoop(() -> disconnected("a PDP redirects to " + wanted.server()
                    + ", which is neither among servers nor among allowedRedirects"));
            return;
        }
        onLoop(() -> connect(next));
    }

    /** A connection that is bound to IPv4 reaches no IPv6 address, and the other way round. */
    private InetAddress[] ofOneFamily(InetAddress... all) {
        InetAddress[] fitting = Arrays.stream(all)
                .filter(address -> from == null || address.getClass() == from.getClass())
                .toArray(InetAddress[]::new);
        return fitting.length == 0 ? all : fitting;
    }

    /** A PDP may always redirect to another one that is configured. */
    private boolean mayGoTo(InetAddress address, List<PdpAddress> pdps) {
        Stream<AllowedRedirect> own = pdps.stream().map(pdp -> new AllowedRedirect(pdp.host(), -1, pdp.port()));
        return Stream.concat(own, settings.allowedRedirects().stream())
                .anyMatch(allowed -> allowed.allows(address, wanted.server().port()));
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            // nobody waits for it any more
        }
    }

    private void connect(InetAddress address) {
        if (left) {
            return;
        }
        traffic.count(TrafficCounter.TCP_CONNECT_ATTEMPTS, Traffic.OTHER);
        connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        String named = discovery.identity(
                                wanted.server(), settings.session().servers());
                        furnish(channel, address, wanted.server().port(), named, tlsMemories.of(wanted.server()));
                    }
                })
                .connect(
                        new InetSocketAddress(address, wanted.server().port()),
                        from == null ? null : new InetSocketAddress(from, 0));
        connecting.addListener(done -> {
            if (left) {
                connecting.channel().close();
            } else if (!done.isSuccess()) {
                traffic.count(TrafficCounter.TCP_CONNECT_FAILURES, Traffic.OTHER);
                disconnected(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    /** True while nobody is at the other end, and nobody is gone to. */
    boolean isWaiting() {
        return connecting == null && !left;
    }

    /** A PDP has come by itself. */
    void take(SocketChannel pdp) {
        connecting = pdp.newSucceededFuture();
        InetAddress address = pdp.remoteAddress().getAddress();
        String named = address.getHostAddress();
        furnish(pdp, address, pdp.remoteAddress().getPort(), named, tlsMemories.of(new PdpAddress(named, 0)));
    }

    private void furnish(Channel channel, InetAddress address, int port, String named, TlsMemory tlsMemory) {
        ConnectionTraffic counts = new ConnectionTraffic(traffic);
        SecurityGate gate = gate(address, port, named, tlsMemory, counts);
        channel.pipeline()
                .addLast(new CopsDecoder(settings.limits(), settings.messageReadTimeout(), counts))
                .addLast(gate.encoder())
                .addLast(gate)
                .addLast(new UnreadGuard(settings.messageReadTimeout()))
                .addLast(new CopsHandler(this));
    }

    /**
     * The session begins when the gate says so, for security is agreed on before. A certificate must be for the PDP as it was
     * named, by the options, as a service or by a redirection: what a name has as address is not what is believed.
     */
    private SecurityGate gate(
            InetAddress address, int port, String named, TlsMemory tlsMemory, ConnectionTraffic counts) {
        Security security = settings.security();
        return new SecurityGate(
                new PepSecurity(security.settings(), settings.session().pepId(), tlsMemory, random),
                context -> new SslHandler(security.tls().pep(named, port)),
                () -> ready(address, port),
                counts,
                fault -> {});
    }

    private void ready(InetAddress address, int port) {
        if (!left) {
            inputs.accept(new PepInput.Connected(generation, new LastPdpAddress(address, port)));
        }
    }

    PdpAddress server() {
        return wanted.server();
    }

    void send(CopsMessage message) {
        Channel channel = connecting.channel();
        channel.write(message, channel.voidPromise());
    }

    void flush() {
        if (connecting != null && connecting.isSuccess()) {
            connecting.channel().flush();
        }
    }

    void close() {
        left = true;
        if (connecting == null) {
            return;
        }
        Channel channel = connecting.channel();
        if (connecting.isSuccess()) {
            Farewell.closeWhenSent(channel);
        } else {
            channel.close();
        }
    }

    @Override
    public void received(CopsMessage message) {
        if (!left) {
            inputs.accept(new PepInput.Received(generation, message));
        }
    }

    @Override
    public void malformed(MalformedMessage message) {
        if (!left) {
            LOG.warn("PDP {} sent a malformed message: {}", wanted.server(), message.what());
            inputs.accept(new PepInput.Malformed(generation, message));
        }
    }

    /** A PDP that does not read is not read either. */
    @Override
    public void writabilityChanged() {
        Channel channel = connecting.channel();
        channel.config().setAutoRead(channel.isWritable());
    }

    @Override
    public void disconnected(String why) {
        if (!left) {
            left = true;
            inputs.accept(new PepInput.Disconnected(generation, why));
        }
    }
}
