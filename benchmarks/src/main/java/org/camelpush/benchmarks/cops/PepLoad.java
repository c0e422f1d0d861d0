package org.camelpush.benchmarks.cops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.net.EventLoops;
import org.camelpush.cops.net.PepAnswer;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.Security;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PepFailure;
import org.camelpush.cops.session.PepSettings;
import org.camelpush.cops.session.ReconnectPolicy;

/** Asks as fast as it is answered, by the codec and the session of PEPs without Camel. */
final class PepLoad implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final EventLoops loops = EventLoops.start("bench-#counter#-#name#");
    private final ExecutorService names = Executors.newFixedThreadPool(2);
    private final List<PepClient> peps = new ArrayList<>();
    private final LongAdder answered = new LongAdder();
    private final CopsRequest request = Octets80.request();
    private volatile boolean closing;

    PepLoad(int port, int connections) {
        for (int i = 0; i < connections; i++) {
            add(port);
        }
    }

    private void add(int port) {
        PepClientSettings settings = new PepClientSettings(
                SessionPdp.LIMITS,
                SessionPdp.TIMEOUT,
                Security.none(),
                List.of(),
                false,
                new PepSettings(
                        List.of(new PdpAddress("127.0.0.1", port)),
                        new PepId("pep-" + peps.size()),
                        LONG,
                        LONG,
                        LONG,
                        LONG,
                        100_000,
                        new ReconnectPolicy(true, SessionPdp.TIMEOUT, LONG, 2, -1)));
        PepClient pep = new PepClient(settings, loops, names, service -> List.of(), new Random(peps.size()));
        pep.openClient(Octets80.CLIENT_TYPE);
        peps.add(pep);
    }

    /** More PEPs. */
    void add(int port, int count) {
        for (int i = 0; i < count; i++) {
            add(port);
        }
    }

    List<PepClient> peps() {
        return peps;
    }

    /** Each keeps so many requests in flight from now on. */
    void ask(int inFlight) {
        for (PepClient pep : peps) {
            for (int i = 0; i < inFlight; i++) {
                new Asker(pep).ask(null);
            }
        }
    }

    long answered() {
        return answered.sum();
    }

    @Override
    public void close() {
        closing = true;
        peps.forEach(PepClient::close);
        loops.close();
        names.shutdownNow();
    }

    /** Renews its request with each answer. */
    private final class Asker implements PepAnswer {

        private final PepClient pep;

        Asker(PepClient pep) {
            this.pep = pep;
        }

        void ask(Handle handle) {
            pep.ask(Octets80.CLIENT_TYPE, handle, request, true, true, this);
        }

        @Override
        public void decided(DecisionMessage decision, boolean kept, boolean owed) {
            answered.increment();
            ask(decision.handle());
        }

        @Override
        public void failed(PepFailure failure) {
            if (!closing) {
                throw new IllegalStateException(failure.text());
            }
        }

        @Override
        public void reported(ReportType type) {
            // nothing is a configuration
        }

        @Override
        public void unreported(String why) {
            // nothing is a configuration
        }

        @Override
        public void done() {
            // nothing but questions
        }
    }
}
