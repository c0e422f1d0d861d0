package org.camelpush.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another process, which lives until its standard input is closed, or it ends by itself. */
public final class Child implements AutoCloseable {

    private static final int END_SECONDS = 10;

    /** Files and sockets it may have open: more than the usual limit, which root may raise. */
    private static final int FILES = 65_536;

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * A JVM with our class path.
     *
     * @param options such as {@code -Xmx1g}
     */
    public static Child jvm(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-Dlog4j2.configurationFile=benchmarks-log4j2.xml");
        command.addAll(options);
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Any program. */
    public static Child start(List<String> command) throws IOException {
        List<String> limited = new ArrayList<>(
                List.of("bash", "-c", "ulimit -n " + FILES + " 2>/dev/null || true; exec \"$0\" \"$@\""));
        limited.addAll(command);
        return new Child(new ProcessBuilder(limited)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line it prints; throws when it has ended instead. */
    public String readLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The process " + process.info().commandLine().orElse("?") + " has ended early");
        }
        return line;
    }

    /** Says a line to it and returns what it answers. */
    public String ask(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return readLine();
    }

    /** The lines it prints, until it ends. */
    public Stream<String> lines() {
        return output.lines();
    }

    /** All lines it prints until it ends. */
    public List<String> readAll() {
        return output.lines().toList();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
