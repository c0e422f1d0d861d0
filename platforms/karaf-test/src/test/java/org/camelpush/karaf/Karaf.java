package org.camelpush.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The distribution of Karaf as a process of its own, with what a user has to operate it: commands, {@code etc} and a log. */
final class Karaf {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int GOODBYE_SECONDS = 60;
    private static final Pattern TROUBLE = Pattern.compile(
            "Error executing command|Unable to resolve root|Error downloading|BundleException|Error starting bundle");

    private final Path home;
    private final int sshPort;
    private final Process process;

    private Karaf(Path home, int sshPort, Process process) {
        this.home = home;
        this.sshPort = sshPort;
        this.process = process;
    }

    /** Starts one that has nothing of earlier ones, and takes bundles from that repository and from nowhere else. */
    static Karaf start(Path home, Repository repository) throws IOException {
        deleteAll(home.resolve("data"));
        try (Stream<Path> ours = Files.list(home.resolve("etc"))) {
            for (Path each : ours.filter(file -> file.getFileName().toString().startsWith("org.camelpush."))
                    .toList()) {
                Files.delete(each);
            }
        }
        int sshPort = freePort();
        rewrite(home.resolve("etc/users.properties"), "(?m)^#(karaf = |_g_)", "$1");
        rewrite(home.resolve("etc/org.apache.karaf.shell.cfg"), "(?m)^sshPort = .*$", "sshPort = " + sshPort);
        rewrite(home.resolve("etc/org.apache.karaf.shell.cfg"), "(?m)^sshHost = .*$", "sshHost = 127.0.0.1");
        // JMX by RMI wants ports of its own
        rewrite(home.resolve("etc/org.apache.karaf.features.cfg"), "(?m)^ *management/.*\\R", "");
        Files.writeString(home.resolve("etc/org.ops4j.pax.url.mvn.cfg"), """
                org.ops4j.pax.url.mvn.defaultRepositories = ${karaf.home.uri}${karaf.default.repository}@id=system, \
                %s@id=build@snapshots
                org.ops4j.pax.url.mvn.repositories =
                org.ops4j.pax.url.mvn.localRepository = %s
                """.formatted(
                repository.directory().toUri(), home.resolve("data/repository").toAbsolutePath()));
        // daemon: this process, and not a child of it, is the JVM
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "daemon");
        environment(builder);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(home.resolveSibling("karaf.out").toFile())
                .start();
        return new Karaf(home, sshPort, process);
    }

    private static void environment(ProcessBuilder builder) {
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_MAX_MEM", "512m");
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }

    /** Runs commands as {@code bin/client} does and returns what they print; fails when one of them does. */
    String run(List<String> commands) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    home.resolve("bin/client").toString(),
                    "-a",
                    Integer.toString(sshPort),
                    "-u",
                    "karaf",
                    "-p",
                    "karaf",
                    "-r",
                    "120",
                    "-d",
                    "1",
                    "-b");
            environment(builder);
            builder.redirectInput(ProcessBuilder.Redirect.PIPE);
            Process client = builder.redirectErrorStream(true).start();
            client.getOutputStream().write((String.join("\n", commands) + '\n').getBytes(UTF_8));
            client.getOutputStream().close();
            String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = client.waitFor();
            assertThat(TROUBLE.matcher(printed).find() || exit != 0)
                    .as(() -> commands + " ended with " + exit + ": " + printed + "\n" + log())
                    .isFalse();
            return printed;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Writes {@code etc/PID.cfg}, which Karaf finds by itself. */
    void configure(String pid, String settings) throws IOException {
        Path file = home.resolve("etc").resolve(pid + ".cfg");
        Files.writeString(file, settings);
    }

    String log() {
        try {
            return Files.readString(home.resolve("data/log/karaf.log"));
        } catch (IOException none) {
            return "";
        }
    }

    void awaitLog(String regex) {
        await().atMost(PATIENCE).until(() -> {
            String log = log();
            assertThat(process.isAlive()).as(log).isTrue();
            assertThat(TROUBLE.matcher(log).find()).as(log).isFalse();
            return Pattern.compile(regex).matcher(log).find();
        });
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void rewrite(Path file, String regex, String replacement) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(regex, replacement));
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
