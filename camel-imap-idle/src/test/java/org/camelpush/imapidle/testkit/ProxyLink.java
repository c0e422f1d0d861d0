package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** One connection through the proxy: the client's socket and, unless the proxy plays dead, the server's. */
final class ProxyLink {

    private final Socket client;
    private final Socket server;
    private volatile boolean deafServer;
    private volatile boolean deafClient;
    private volatile boolean clientGone;
    private volatile boolean serverGone;

    /** @param server null for a connection that was accepted and leads nowhere */
    ProxyLink(Socket client, Socket server) throws IOException {
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        if (server != null) {
            server.setTcpNoDelay(true);
        }
    }

    Socket from(Direction direction) {
        return direction == Direction.TO_SERVER ? client : server;
    }

    Socket to(Direction direction) {
        return direction == Direction.TO_SERVER ? server : client;
    }

    /** Lets nothing pass any more this way, not even the end; null for both ways. */
    void deafen(Direction direction) {
        deafServer |= direction != Direction.TO_CLIENT;
        deafClient |= direction != Direction.TO_SERVER;
    }

    boolean deaf(Direction direction) {
        return direction == Direction.TO_SERVER ? deafServer : deafClient;
    }

    boolean clientOpen() {
        return !clientGone;
    }

    boolean over() {
        return clientGone && (server == null || serverGone);
    }

    /** The sender closed in order; the receiver hears of it unless it is deaf. */
    void ended(Direction direction, boolean swallow) throws IOException {
        gone(direction);
        if (!swallow) {
            to(direction).shutdownOutput();
        }
        closeWhenOver();
    }

    /** The sender reset, or the receiver can no longer be written to. */
    void broken(Direction direction, boolean swallow) {
        gone(direction);
        if (!swallow) {
            reset();
        }
    }

    private void gone(Direction direction) {
        if (direction == Direction.TO_SERVER) {
            clientGone = true;
        } else {
            serverGone = true;
        }
    }

    private void closeWhenOver() throws IOException {
        if (over()) {
            client.close();
            if (server != null) {
                server.close();
            }
        }
    }

    /** Reads what a client of a silent proxy says until it goes. */
    void drain() {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
            client.close();
        } catch (IOException e) {
            // reset, or closed by the proxy
        }
        clientGone = true;
    }

    /** FIN to both sides. */
    void cut() {
        close(false);
    }

    /** RST to both sides. */
    void reset() {
        close(true);
    }

    private void close(boolean abruptly) {
        clientGone = true;
        serverGone = true;
        close(client, abruptly);
        if (server != null) {
            close(server, abruptly);
        }
    }

    static void close(Socket socket, boolean abruptly) {
        try (socket) {
            if (abruptly) {
                socket.setSoLinger(true, 0);
            } else {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // closed already
        }
    }
}
