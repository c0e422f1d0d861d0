package org.camelpush.examples.mobilemail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What lies between this host and the mail server. Each address of the loopback is a network of its own, and can be cut as a
 * cable is: from then on nothing gets through, and nobody is told.
 */
final class Network implements AutoCloseable {

    private static final int OCTETS = 8192;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Socket, String> open = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final int server;

    /** @param server port of the server on the loopback */
    Network(int server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void cut(String address) {
        cut.add(address);
    }

    /** From which addresses the server is connected to, one for each connection that lives. */
    List<String> clients() {
        return open.values().stream()
                .filter(address -> !cut.contains(address))
                .sorted()
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket inside = new Socket(InetAddress.getByName("127.0.0.1"), server);
                String address = client.getInetAddress().getHostAddress();
                open.put(client, address);
                threads.execute(() -> carry(client, inside, client, address));
                threads.execute(() -> carry(inside, client, client, address));
            }
        } catch (IOException closed) {
            // the story is over
        }
    }

    private void carry(Socket from, Socket to, Socket client, String address) {
        byte[] octets = new byte[OCTETS];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                if (!cut.contains(address)) {
                    out.write(octets, 0, length);
                }
            }
        } catch (IOException closed) {
            // so is the other side now
        } finally {
            open.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket each : open.keySet()) {
            each.close();
        }
        threads.shutdownNow();
    }
}
