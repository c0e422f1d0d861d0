package org.camelpush.mobility.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before a server, and can shut out who comes from one address: a bearer that is up, and leads nowhere. */
public final class Gate implements AutoCloseable {

    private static final Pattern LOGIN = Pattern.compile("(\\S+) (LOGIN|AUTHENTICATE) .*");

    private final ServerSocket listener;
    private final int server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Socket, String> open = new ConcurrentHashMap<>();
    private volatile String shutOut = "";
    private volatile String doubted = "";
    private volatile Supplier<String> answer = () -> null;

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

    /** From now on logins from that address are answered so; a null lets one through. */
    public void logins(String address, Supplier<String> instead) {
        doubted = address;
        answer = instead;
    }

    /** Whether somebody from that address is in. */
    public boolean isIn(String address) {
        return open.containsValue(address);
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
                    threads.execute(() -> lines(client, inside, address));
                    threads.execute(() -> pump(inside, client));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void lines(Socket from, Socket to, String address) {
        try (from;
                to;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher login = LOGIN.matcher(line);
                String refusal = login.matches() && address.equals(doubted) ? answer.get() : null;
                Socket next = refusal == null ? to : from;
                String words = refusal == null ? line : login.group(1) + ' ' + refusal;
                next.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException closed) {
            // so is the other side now
        } finally {
            open.remove(from);
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
