package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy on a free port of 127.0.0.1, or on another address, that can be told to misbehave while it runs. Faults hold for all connections,
 * present and to come, unless said otherwise, and add up until {@link #restore()}. It carries TLS as it carries
 * anything; only {@link #dropAnswerTo} needs to read along.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 4_096;
    private static final long STACK = 256 * 1_024;

    private final ServerSocket listener;
    private final String targetHost;
    private final int targetPort;
    private final ProxyFaults faults = new ProxyFaults();
    private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<Direction, AtomicLong> carried = new EnumMap<>(Direction.class);
    private final Map<Direction, AtomicLong> portions = new EnumMap<>(Direction.class);

    private FaultProxy(InetAddress own, int port, String targetHost, int targetPort) throws IOException {
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        for (Direction direction : Direction.values()) {
            carried.put(direction, new AtomicLong());
            portions.put(direction, new AtomicLong());
        }
        listener = new ServerSocket(port, BACKLOG, own);
    }

    /** Starts a proxy that passes everything to this port of 127.0.0.1. */
    public static FaultProxy to(int port) throws IOException {
        return to("127.0.0.1", port);
    }

    /** Starts a proxy that passes everything to this address. */
    public static FaultProxy to(String host, int port) throws IOException {
        return started(new FaultProxy(InetAddress.getByName("127.0.0.1"), 0, host, port));
    }

    /** Starts a proxy on this address and port of this host that passes everything to a port of 127.0.0.1. */
    public static FaultProxy at(String address, int port, int targetPort) throws IOException {
        return started(new FaultProxy(InetAddress.getByName(address), port, "127.0.0.1", targetPort));
    }

    private static FaultProxy started(FaultProxy proxy) {
        start(proxy::acceptAll, "fault-proxy-" + proxy.port());
        return proxy;
    }

    /** The address it listens on. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Connections accepted so far, refused and silent ones included. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections the client holds open now. */
    public int open() {
        links.removeIf(ProxyLink::over);
        return (int) links.stream().filter(ProxyLink::clientOpen).count();
    }

    /** Bytes passed on so far this way, over all connections. */
    public long carried(Direction direction) {
        return carried.get(direction).get();
    }

    /** In how many portions they came, each of one packet or more. */
    public long portions(Direction direction) {
        return portions.get(direction).get();
    }

    /**
     * Swallows everything both ways and keeps the sockets open: no FIN, no RST, as behind a NAT that forgot. A
     * connection that lost a byte so stays dead after {@link #restore()}; new connections are accepted and lead
     * nowhere.
     */
    public void blackHole() {
        for (Direction direction : Direction.values()) {
            blackHole(direction);
        }
        faults.arrival(ProxyFaults.Arrival.SILENT);
    }

    /** Swallows everything this way, the end of the stream too. */
    public void blackHole(Direction direction) {
        faults.lane(direction).blackHole = true;
    }

    /** Closes all present connections with FIN, both sides. */
    public void cut() {
        links.forEach(ProxyLink::cut);
    }

    /** Closes all present connections with RST, both sides. */
    public void reset() {
        links.forEach(ProxyLink::reset);
    }

    /**
     * Cuts every connection after so many bytes from the server, in the middle of a line or literal as it may be.
     * Counted on each connection from now or from its start, whichever is later.
     */
    public void cutAfterBytes(long bytes) {
        faults.cutAfter(new ProxyFaults.CutAfter(bytes, false));
    }

    /** As {@link #cutAfterBytes}, but only for the first connection that gets there. */
    public void cutOnceAfterBytes(long bytes) {
        faults.cutAfter(new ProxyFaults.CutAfter(bytes, true));
    }

    /** Delays whatever passes, both ways. */
    public void delay(Duration each) {
        for (Direction direction : Direction.values()) {
            delay(direction, each);
        }
    }

    /** Delays whatever passes this way; what comes while a piece waits, waits for it. */
    public void delay(Direction direction, Duration each) {
        faults.lane(direction).delay = each.toNanos();
    }

    /** Passes every byte of the server in a write of its own. */
    public void splitAtEveryByte() {
        splitAtEveryByte(Direction.TO_CLIENT);
    }

    /** Passes every byte of this way in a write of its own. */
    public void splitAtEveryByte(Direction direction) {
        faults.lane(direction).split = true;
    }

    /**
     * From the moment the client sends this command ({@code DONE}, {@code NOOP}, {@code UID FETCH}), nothing more of
     * the server reaches it on that connection. The server still gets the command. Plain connections only.
     */
    public void dropAnswerTo(String command) {
        faults.unanswered(command);
    }

    /** Closes new connections as soon as they are accepted; present ones go on. */
    public void refuse() {
        faults.arrival(ProxyFaults.Arrival.REFUSE);
    }

    /** Accepts new connections and never says a word, so that greeting or TLS handshake hang; present ones go on. */
    public void acceptButSilent() {
        faults.arrival(ProxyFaults.Arrival.SILENT);
    }

    /** Passes everything again; a connection that lost bytes stays as dead as it is. */
    public void restore() {
        faults.clear();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                int number = accepted.incrementAndGet();
                begin(client, "fault-proxy-" + port() + "-" + number);
            } catch (IOException e) {
                // closed, or a client that went before it was served, or no more files: then not at full speed
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private void begin(Socket client, String name) throws IOException {
        switch (faults.arrival()) {
            case REFUSE -> client.close();
            case SILENT -> {
                ProxyLink link = added(new ProxyLink(client, null));
                start(link::drain, name);
            }
            case PASS -> start(() -> connect(client, name), name);
        }
    }

    private void connect(Socket client, String name) {
        try {
            ProxyLink link = added(new ProxyLink(client, new Socket(targetHost, targetPort)));
            start(pump(link, Direction.TO_CLIENT), name + "-to-client");
            pump(link, Direction.TO_SERVER).run();
            links.removeIf(ProxyLink::over);
        } catch (IOException e) {
            // the target is down: to the client it looks as if nobody listened
            ProxyLink.close(client, true);
        }
    }

    private ProxyLink added(ProxyLink link) {
        links.add(link);
        if (listener.isClosed()) {
            link.cut();
        }
        return link;
    }

    private ProxyPump pump(ProxyLink link, Direction direction) {
        return new ProxyPump(link, faults, direction, carried.get(direction), portions.get(direction));
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, STACK);
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops listening and cuts all connections. */
    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
