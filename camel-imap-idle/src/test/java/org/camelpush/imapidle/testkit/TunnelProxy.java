package org.camelpush.imapidle.testkit;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small proxy on a free port of 127.0.0.1 that speaks SOCKS5 (RFC 1928, RFC 1929) or HTTP CONNECT. Whatever host it is
 * asked for, it connects to that port of 127.0.0.1: so it knows names that nobody else knows.
 */
public final class TunnelProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final ProxyDialect dialect;
    private final List<String> destinations = new CopyOnWriteArrayList<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private volatile boolean silent;

    private TunnelProxy(ProxyDialect dialect) throws IOException {
        this.dialect = dialect;
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    /** A SOCKS5 proxy that wants this login, or none where both are null. */
    public static TunnelProxy socks5(String username, String password) throws IOException {
        return new TunnelProxy(new SocksDialect(username, password)).start();
    }

    /** An HTTP proxy that wants this login, or none where both are null. */
    public static TunnelProxy http(String username, String password) throws IOException {
        return new TunnelProxy(new ConnectDialect(username, password)).start();
    }

    private TunnelProxy start() {
        run("tunnel-proxy-" + port(), this::acceptAll);
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What it was asked to connect to, as {@code host:port}. */
    public List<String> destinations() {
        return destinations;
    }

    /** The IP addresses it was connected to from. */
    public List<String> clients() {
        return clients;
    }

    /** Says no to everybody from now on, in the words of its protocol. */
    public void refuse() {
        refusing = true;
    }

    /** Takes requests and answers none from now on. */
    public void beSilent() {
        silent = true;
    }

    /** Ends all connections and serves again as at first. */
    public void restore() {
        refusing = false;
        silent = false;
        sockets.forEach(TunnelProxy::close);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                clients.add(client.getInetAddress().getHostAddress());
                run("tunnel-proxy-client", () -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            String destination = dialect.request(in, out);
            if (destination == null) {
                return;
            }
            destinations.add(destination);
            if (silent) {
                in.transferTo(OutputStream.nullOutputStream());
            } else if (refusing) {
                dialect.refuse(out);
            } else {
                tunnel(client, destination, in, out);
            }
        } catch (EOFException gone) {
            // the client left
        } catch (IOException e) {
            // reset
        }
    }

    private void tunnel(Socket client, String destination, DataInputStream in, OutputStream out) throws IOException {
        int port = Integer.parseInt(destination.substring(destination.lastIndexOf(':') + 1));
        try (Socket server = new Socket("127.0.0.1", port)) {
            sockets.add(server);
            server.setTcpNoDelay(true);
            dialect.accept(out);
            run("tunnel-proxy-server", () -> {
                try {
                    server.getInputStream().transferTo(out);
                } catch (IOException e) {
                    // reset
                }
                close(client);
            });
            in.transferTo(server.getOutputStream());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops listening and ends all connections. */
    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(TunnelProxy::close);
    }

    /** How a proxy is asked and answers. */
    interface ProxyDialect {

        /** Reads a request up to the destination; null when the client may not ask, which it has been told. */
        String request(DataInputStream in, OutputStream out) throws IOException;

        void accept(OutputStream out) throws IOException;

        void refuse(OutputStream out) throws IOException;

        static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
