package org.camelpush.mobility.testkit.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.camelpush.mobility.testkit.SmtpScript;
import org.camelpush.mobility.testkit.SmtpScript.Point;

/** {@link SmtpScript} behind a {@link Network}, on port 25. */
public final class SmtpServer implements AutoCloseable {

    public static final int PORT = 25;

    private final Process program;
    private final PrintStream to;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private SmtpServer(Network network) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        program = new ProcessBuilder(network.there(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        Path.of("target/test-classes").toAbsolutePath().toString(),
                        SmtpProgram.class.getName(),
                        network.server(),
                        String.valueOf(PORT)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = new PrintStream(program.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param reached told of each mail's subject, and where in that mail the server is; it goes on when this returns
     */
    public static SmtpServer start(Network network, BiConsumer<String, Point> reached) {
        try {
            SmtpServer server = new SmtpServer(network);
            Thread reader = new Thread(() -> server.read(reached), "smtp-server-reader");
            reader.setDaemon(true);
            reader.start();
            server.answer(SmtpProgram.LISTENS);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(BiConsumer<String, Point> reached) {
        try (BufferedReader from =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                Point point = point(line);
                if (point == null) {
                    answers.add(line);
                } else {
                    reached.accept(line.substring(point.name().length() + 1), point);
                    to.println("go on");
                }
            }
        } catch (IOException ended) {
            // the test is over
        }
    }

    private static Point point(String line) {
        for (Point each : Point.values()) {
            if (line.startsWith(each.name() + " ")) {
                return each;
            }
        }
        return null;
    }

    private String answer(String expected) {
        try {
            String line = answers.poll(1, TimeUnit.MINUTES);
            if (line == null || expected != null && !line.equals(expected)) {
                throw new IllegalStateException("The SMTP server says " + line);
            }
            return line;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Subject, Message-ID and address of the client, of each mail that was taken. */
    public List<String> taken() {
        to.println(SmtpProgram.TAKEN);
        List<String> taken = new ArrayList<>();
        for (String line = answer(null); !line.isEmpty(); line = answer(null)) {
            taken.add(line);
        }
        return taken;
    }

    @Override
    public void close() {
        program.destroyForcibly();
    }
}
