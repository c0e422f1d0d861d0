package org.camelpush.mobility.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private volatile String shutOut = "";
    private volatile String doubted = "";
    private volatile String silenced = "";
    private volatile String last = "";
    private volatile boolean silent;
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

    /** As soon as somebody from that address says that word, he hears nothing more, and does not hear why. */
    public void silence(String address, String word) {
        silenced = address;
        last = word;
    }

    /** Whether that has happened. */
    public boolean isSilent() {
        return silent;
    }

    /** How often somebody from that address has come. */
    public int accepted(String address) {
        return Collections.frequency(accepted, address);
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
                accepted.add(address);
                if (address.equals(shutOut)) {
                    client.close();
                } else {
                    Socket inside = new Socket("127.0.0.1", server);
                    open.put(client, address);
                    threads.execute(() -> lines(client, inside, address));
                    threads.execute(() -> pump(inside, client, address));
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
                silent |= address.equals(silenced)
                        && line.toUpperCase(Locale.ROOT).contains(last);
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

    private void pump(Socket from, Socket to, String address) {
        byte[] octets = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                if (!silent || !address.equals(silenced)) {
                    to.getOutputStream().write(octets, 0, length);
                }
            }
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
