package org.camelpush.imapidle.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The Dovecot master in the foreground and its children, started and ended by process id. */
final class DovecotProcess {

    private static final List<Path> BINARIES =
            List.of(Path.of("/usr/sbin/dovecot"), Path.of("/usr/local/sbin/dovecot"), Path.of("/sbin/dovecot"));
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final DovecotConfig config;
    private final int port;
    private volatile Process master;

    DovecotProcess(DovecotConfig config, int port) {
        this.config = config;
        this.port = port;
    }

    static Optional<Path> binary() {
        return BINARIES.stream().filter(Files::isExecutable).findFirst();
    }

    /** Starts it and waits until it greets. */
    void start() throws IOException {
        // after a kill -9 it still names the dead one, whose number may be somebody else's by now
        Files.deleteIfExists(config.pidFile());
        String binary = binary().orElseThrow(() -> new IOException("no dovecot in " + BINARIES))
                .toString();
        master = new ProcessBuilder(binary, "-F", "-c", config.file().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(config.log().toFile()))
                .start();
        long deadline = System.nanoTime() + START.toNanos();
        while (!greets()) {
            if (!master.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IOException("Dovecot does not start:\n" + Files.readString(config.log()));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean greets() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line != null && line.startsWith("* OK");
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGKILL to master and children, all at once: the power is gone. */
    void kill() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(family);
    }

    /** SIGKILL to the children that serve a client each, or many. */
    void killSessions() {
        List<ProcessHandle> sessions = master.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/imap"))
                .toList();
        sessions.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(sessions);
    }

    /**
     * SIGTERM: clients hear BYE. The children are told directly, for a master with clients waits 10 s before it tells
     * them; what does not end in time is killed.
     */
    void stop() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroy);
        awaitEnd(family);
        family.forEach(ProcessHandle::destroyForcibly);
    }

    /** The master first, so that it starts no more children. */
    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(master.toHandle()), master.descendants()).toList();
    }

    /** Looks rather than waits for notice, which for processes that are not our children comes seconds late. */
    private static void awaitEnd(List<ProcessHandle> family) {
        long deadline = System.nanoTime() + STOP.toNanos();
        while (family.stream().anyMatch(DovecotProcess::runs) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** Not so when it is only kept as a zombie, until whoever inherited it from the master looks after it. */
    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return process.isAlive() && !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }
}
