package org.camelpush.examples.pushmail;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.camelpush.imapidle.ImapIdleConsumer;

/** The Camel application: camel-main with the routes of a YAML file, of which {@value #ROUTE} watches. */
final class MailApplication implements AutoCloseable {

    private static final String ROUTE = "inbox";
    private static final Set<String> WATCHING = Set.of("IDLE", "POLLING");
    private static final Set<String> REFUSED = Set.of("BACKING_OFF", "FAILED");
    private static final long LOOK_MILLIS = 5;

    private final Main main = new Main();

    /**
     * @param routes name of the file below {@code routes/}
     * @param properties for the placeholders in it
     * @param beans what it refers to
     */
    MailApplication(String routes, Map<String, String> properties, Map<String, Object> beans) {
        main.addInitialProperty("camel.main.routesIncludePattern", "classpath:routes/" + routes);
        properties.forEach(main::addInitialProperty);
        beans.forEach(main::bind);
    }

    void start() {
        main.start();
    }

    private ImapIdleConsumer consumer() {
        return (ImapIdleConsumer) main.getCamelContext().getRoute(ROUTE).getConsumer();
    }

    /** Waits until the folder is watched, through any number of attempts; false when that takes too long. */
    boolean awaitWatching(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isWatching() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        return isWatching();
    }

    /** The same, but the first attempt must succeed. */
    boolean awaitWatchingAtOnce(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isWatching() && !isRefused() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        return isWatching();
    }

    private boolean isWatching() {
        return WATCHING.contains(consumer().getMailboxState());
    }

    private boolean isRefused() {
        return REFUSED.contains(consumer().getMailboxState());
    }

    /** True when the server pushes. */
    boolean isPush() {
        return consumer().isPush();
    }

    /** What the component itself says about the mailbox. */
    String status() {
        return consumer().getStatusMessage();
    }

    /** Why the last connection was lost, or not made. */
    String lastError() {
        return consumer().getLastError();
    }

    /** Asks for the whole of a mail, named by the headers of its headline. */
    void read(Map<String, Object> headline) throws Exception {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            template.requestBodyAndHeaders("direct:read", null, headline);
        }
    }

    void suspend() throws Exception {
        main.getCamelContext().getRouteController().suspendRoute(ROUTE);
    }

    void resume() throws Exception {
        main.getCamelContext().getRouteController().resumeRoute(ROUTE);
    }

    @Override
    public void close() {
        main.stop();
    }
}
