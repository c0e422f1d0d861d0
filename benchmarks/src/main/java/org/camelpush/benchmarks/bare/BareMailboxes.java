package org.camelpush.benchmarks.bare;

import javax.net.ssl.SSLException;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;

/** Bare clients on as many event loops as the component has. */
public final class BareMailboxes implements IdleMailboxes {

    private final SslContext tls;
    private final Runnable arrived;
    private final EventLoopGroup group =
            new NioEventLoopGroup(Runtime.getRuntime().availableProcessors());
    private int made;

    /** @param arrived called for each mail, on an event loop */
    public BareMailboxes(Security security, Runnable arrived) throws SSLException {
        this.arrived = arrived;
        tls = switch (security) {
            case PLAIN -> null;
            case JDK -> context(SslProvider.JDK);
            case OPENSSL -> context(SslProvider.OPENSSL);
        };
    }

    private static SslContext context(SslProvider provider) throws SSLException {
        return SslContextBuilder.forClient().sslProvider(provider).build();
    }

    @Override
    public void add(int port, int count) {
        for (int i = 0; i < count; i++) {
            BareIdleClient client =
                    new BareIdleClient(BareIdleClient.Way.ONE_WRITE, "user" + made++, () -> {}, time -> arrived.run());
            BareConnection.open(group, port, tls, client).syncUninterruptibly();
        }
    }

    @Override
    public void close() {
        Loops.end(group);
    }
}
