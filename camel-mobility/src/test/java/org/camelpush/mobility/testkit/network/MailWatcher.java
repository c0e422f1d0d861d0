package org.camelpush.mobility.testkit.network;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.ImapIdleConsumer;

/** A route in a process of its own, for what is to be below a whole JVM. Tells of each mail, and how often its connection was lost by then. */
public final class MailWatcher implements AutoCloseable {

    private static final String WORD = "mail: ";

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private MailWatcher(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "mail-watcher");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it by that command, such as {@code mptcpize run}. */
    public static MailWatcher start(List<String> by, String uri) throws IOException {
        List<String> command = new ArrayList<>(by);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MailWatcher.class.getName(), uri));
        return new MailWatcher(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start());
    }

    private void read() {
        try (BufferedReader words =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            words.lines()
                    .filter(line -> line.startsWith(WORD))
                    .forEach(line -> lines.add(line.substring(WORD.length())));
        } catch (IOException | java.io.UncheckedIOException ended) {
            // it is over
        }
    }

    /** Subjects, and how often the connection was lost before. */
    public List<String> mails() {
        return lines;
    }

    /** The process itself. */
    public static void main(String[] arguments) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(arguments[0]).routeId("inbox").process(exchange -> {
                    ImapIdleConsumer consumer =
                            (ImapIdleConsumer) context.getRoute("inbox").getConsumer();
                    System.out.println(
                            WORD + exchange.getIn().getHeader("Subject") + ", losses " + consumer.getLosses());
                });
            }
        });
        context.start();
        Thread.currentThread().join();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
