package org.camelpush.benchmarks.cops;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.EventLoops;
import org.camelpush.cops.net.PdpHost;
import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.net.PdpServerSettings;
import org.camelpush.cops.net.Security;
import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpNotice;
import org.camelpush.cops.session.PdpSettings;
import org.camelpush.cops.session.SyncPolicy;

/** The codec and the session of a PDP without Camel: the same decision on all, made at once. */
final class SessionPdp implements Answerer {

    static final CopsLimits LIMITS = new CopsLimits(65_536, 256, 1_024);
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int MANY = 100_000;

    private final EventLoops loops = EventLoops.start("bench-#counter#-#name#");
    private final PdpServer server;

    /**
     * @param keepAlive KATimer, seconds
     */
    SessionPdp(int keepAlive) throws IOException {
        server = PdpServer.start(
                new PdpServerSettings(
                        "127.0.0.1",
                        0,
                        null,
                        LIMITS,
                        TIMEOUT,
                        MANY,
                        MANY,
                        TIMEOUT,
                        Security.none(),
                        new PdpSettings(keepAlive, null, TIMEOUT, TIMEOUT, SyncPolicy.AUTO, null, MANY)),
                loops,
                Runnable::run,
                Set.of(),
                new Constant());
    }

    PdpServer server() {
        return server;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        loops.close();
    }

    private static final class Constant implements PdpHost {

        private final CopsDecision decision = Octets80.decision();

        @Override
        public Consumer<PdpEffect.Finished> decide(
                PepId pepId, SocketAddress peer, RequestMessage request, Consumer<CopsDecision> answer) {
            answer.accept(decision);
            return null;
        }

        @Override
        public boolean tell(SocketAddress peer, PdpNotice notice, Runnable taken) {
            return false;
        }
    }
}
