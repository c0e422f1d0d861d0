package org.camelpush.cops.security;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.testkit.RawPeer;

/**
 * Somebody between a PEP and a PDP who wants to read along: takes the wish for TLS away from both, and passes on all else. What a
 * PEP asks for with client type 0 it answers by itself, as a PDP would that is content with clear text.
 */
final class Downgrader implements Closeable {

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final AtomicInteger stripped = new AtomicInteger();

    Downgrader(int pdpPort) throws IOException {
        Thread accepting = new Thread(() -> accept(pdpPort), "downgrader");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    int stripped() {
        return stripped.get();
    }

    private void accept(int pdpPort) {
        while (!listener.isClosed()) {
            try {
                RawPeer pep = RawPeer.pdp(listener);
                RawPeer pdp = RawPeer.pep(pdpPort);
                start(pep, pdp, pep);
                start(pdp, pep, pep);
            } catch (IOException over) {
                return;
            }
        }
    }

    private void start(RawPeer from, RawPeer to, RawPeer pep) {
        Thread pump = new Thread(() -> pump(from, to, pep), "downgrader");
        pump.setDaemon(true);
        pump.start();
    }

    private void pump(RawPeer from, RawPeer to, RawPeer pep) {
        try (from;
                to) {
            for (CopsMessage message = from.read(); message != null; message = from.read()) {
                if (message.integrity() instanceof Integrity.Tls) {
                    stripped.incrementAndGet();
                    pep.send(new AcceptMessage(0, new KeepAliveTimer(30), null, null));
                } else {
                    to.send(message);
                }
            }
        } catch (IOException closed) {
            // one of them has had enough
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
