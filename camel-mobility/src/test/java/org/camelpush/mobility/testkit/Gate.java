package org.camelpush.mobility.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a server, and can shut out who comes from one address: a bearer that is up, and leads nowhere. */
public final class Gate implements AutoCloseable {

    private final ServerSocket listener;
    private final int server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Socket, String> open = new ConcurrentHashMap<>();
    private volatile String shutOut = "";

    public Gate(int server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on nobody comes in from that address, and who is in is thrown out. */
    public void shutOut(String address) throws IOException {
        shutOut = address;
        for (Map.Entry<Socket, String> each : open.entrySet()) {
            if (each.getValue().equals(address)) {
                each.getKey().close();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                String address = client.getInetAddress().getHostAddress();
                if (address.equals(shutOut)) {
                    client.close();
                } else {
                    Socket inside = new Socket("127.0.0.1", server);
                    open.put(client, address);
                    threads.execute(() -> pump(client, inside));
                    threads.execute(() -> pump(inside, client));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // so is the other side now
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
