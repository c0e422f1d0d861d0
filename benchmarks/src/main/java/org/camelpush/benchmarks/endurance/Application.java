package org.camelpush.benchmarks.endurance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@link MailApplication} as a process of its own, one run after the other. */
final class Application implements AutoCloseable {

    private static final int END_SECONDS = 60;

    private final int port;
    private final String password;
    private final Path folder;
    private final long seed;
    private final Set<Integer> killed = new TreeSet<>();
    private final Thread lastResort = new Thread(this::abandon, "endurance-last-resort");
    private int run;
    private Process process;

    /**
     * @param port where it finds its mail
     * @param folder where it writes what it has processed, its positions and its log
     */
    Application(int port, String password, Path folder, long seed) {
        this.port = port;
        this.password = password;
        this.folder = folder;
        this.seed = seed;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    void start() throws IOException {
        run++;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // what it would leave in /tmp when it is killed
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + newTemporaryFolder(),
                "-Dlog4j2.configurationFile=benchmarks-log4j2.xml",
                "-classpath",
                System.getProperty("java.class.path"),
                MailApplication.class.getName(),
                Integer.toString(port),
                password,
                folder.toString(),
                Integer.toString(run),
                Long.toString(seed)));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    /** Without what a killed run has left there. */
    private Path newTemporaryFolder() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        try (Stream<Path> left = Files.list(temporary)) {
            for (Path path : left.filter(Files::isRegularFile).toList()) {
                Files.delete(path);
            }
        }
        return temporary;
    }

    /** The number of the last start. */
    int run() {
        return run;
    }

    /** The runs that SIGKILL has ended. */
    Set<Integer> killed() {
        return killed;
    }

    /** Whether this run has processed a mail. */
    boolean hasWorked() {
        return !Journal.read(folder, run).isEmpty();
    }

    /** Throws when it has ended by itself. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Run " + run + " of the application has ended by itself with exit code "
                    + process.exitValue() + ": see " + log());
        }
    }

    /** SIGKILL. */
    void kill() throws IOException, InterruptedException {
        requireAlive();
        killed.add(run);
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end in order. */
    void stop() throws IOException, InterruptedException {
        requireAlive();
        process.getOutputStream().close();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("Run " + run + " of the application does not end: see " + log());
        }
        if (process.exitValue() != 0) {
            throw new IOException("Run " + run + " of the application could not end in order: see " + log());
        }
    }

    /** Where all runs log. */
    Path log() {
        return folder.resolve("application.log");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        abandon();
    }

    private void abandon() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
