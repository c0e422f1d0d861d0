package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

/**
 * A real server socket on 127.0.0.1 that serves every connection by a {@link Script} on a thread of its own, and
 * keeps a transcript of all that was said. A script that fails is remembered; {@link #close()} throws it.
 */
public final class ScriptedImapServer implements AutoCloseable {

    private static final int BACKLOG = 4_096;
    private static final long STACK = 256 * 1_024;

    private final Script script;
    private final SSLContext tls;
    private final Duration patience;
    private final Transcript transcript;
    private final ServerSocket listener;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger tlsFailures = new AtomicInteger();
    private final Map<Integer, ScriptedConnection> connections = new ConcurrentHashMap<>();
    private final Map<Integer, Thread> serving = new ConcurrentHashMap<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    private ScriptedImapServer(Builder builder) throws IOException {
        script = builder.script;
        tls = builder.tls;
        patience = builder.patience;
        transcript = new Transcript(builder.recording);
        listener = new ServerSocket(builder.port, BACKLOG, InetAddress.getByName("127.0.0.1"));
    }

    /** Starts a plain server on a free port. */
    public static ScriptedImapServer start(Script script) throws IOException {
        return of(script).start();
    }

    /** Starts a server on a free port that speaks TLS from the first byte. */
    public static ScriptedImapServer start(Script script, SSLContext tls) throws IOException {
        return of(script).tls(tls).start();
    }

    /** For a server that differs from the usual. */
    public static Builder of(Script script) {
        return new Builder(script);
    }

    /** The address it listens on. */
    public String host() {
        return "127.0.0.1";
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Connections accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections whose script still runs. */
    public int open() {
        return serving.size();
    }

    /** TLS handshakes that did not succeed; they count here and not as failures of the script. */
    public int tlsFailures() {
        return tlsFailures.get();
    }

    /** The connection of this number, from 1, or null when it has not been accepted yet. */
    public ScriptedConnection connection(int number) {
        return connections.get(number);
    }

    /** What was said on all connections, as {@code "C: …"} and {@code "S: …"}. */
    public List<String> transcript() {
        return transcript.lines();
    }

    /** Throws the first failure of a script, the others suppressed in it. */
    public void assertNoScriptFailure() {
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            AssertionError error = new AssertionError("script failed: " + first.getMessage(), first);
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
    }

    /** Waits until the scripts of all connections have returned, at most the server's patience. */
    public void awaitScriptsDone() throws InterruptedException {
        joinAll();
        if (!serving.isEmpty()) {
            throw new AssertionError(
                    "still served: connections " + serving.keySet() + "\n  " + String.join("\n  ", transcript()));
        }
        assertNoScriptFailure();
    }

    private void joinAll() throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : serving.values()) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    private ScriptedImapServer listen() {
        Thread acceptor = new Thread(this::acceptAll, "scripted-imap-" + port());
        acceptor.setDaemon(true);
        acceptor.start();
        return this;
    }

    private void acceptAll() {
        try {
            while (!closing) {
                begin(listener.accept());
            }
        } catch (IOException e) {
            if (!closing) {
                failures.add(e);
            }
        }
    }

    private void begin(Socket socket) {
        int number = accepted.incrementAndGet();
        ScriptedWire wire;
        try {
            wire = new ScriptedWire(socket);
        } catch (IOException e) {
            failures.add(e);
            return;
        }
        ScriptedLines lines = new ScriptedLines(number, wire, transcript, patience);
        ScriptedConnection connection = new ScriptedConnection(wire, lines);
        connections.put(number, connection);
        Thread thread = new Thread(null, () -> serve(connection), "scripted-imap-" + port() + "-" + number, STACK);
        thread.setDaemon(true);
        serving.put(number, thread);
        thread.start();
        if (closing) {
            cut(connection);
        }
    }

    private void serve(ScriptedConnection connection) {
        try {
            if (tls != null) {
                connection.upgradeToTls(tls);
            }
            script.serve(connection);
            connection.close();
        } catch (TlsHandshakeException e) {
            tlsFailures.incrementAndGet();
        } catch (Exception | AssertionError e) {
            // once the server closes, the scripts' sockets are gone under them: that says nothing
            if (!closing) {
                failures.add(
                        new AssertionError(e + "\n  " + String.join("\n  ", transcript.lines(connection.number())), e));
            }
        } finally {
            cut(connection);
            serving.remove(connection.number());
        }
    }

    private static void cut(ScriptedConnection connection) {
        try {
            connection.cut();
        } catch (IOException e) {
            // closed already
        }
    }

    /** Stops listening, cuts all connections, waits for their scripts, and throws what a script threw before. */
    @Override
    public void close() throws IOException {
        closing = true;
        listener.close();
        connections.values().forEach(ScriptedImapServer::cut);
        try {
            joinAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertNoScriptFailure();
    }

    /** What may differ from the usual: TLS, patience, a fixed port, no transcript. */
    public static final class Builder {

        private final Script script;
        private SSLContext tls;
        private Duration patience = Duration.ofSeconds(10);
        private boolean recording = true;
        private int port;

        private Builder(Script script) {
            this.script = script;
        }

        /** TLS from the first byte. */
        public Builder tls(SSLContext context) {
            tls = context;
            return this;
        }

        /** How long an {@code expect} waits; 10 s unless told. */
        public Builder patience(Duration limit) {
            patience = limit;
            return this;
        }

        /** Keeps no transcript: for benchmarks and floods. */
        public Builder withoutTranscript() {
            recording = false;
            return this;
        }

        /** A fixed port, to come back where another server was; a free one unless told. */
        public Builder port(int fixed) {
            port = fixed;
            return this;
        }

        /** Opens the port and serves. */
        public ScriptedImapServer start() throws IOException {
            return new ScriptedImapServer(this).listen();
        }
    }
}
