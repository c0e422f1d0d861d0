package org.camelpush.examples.pushboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The Camel application: camel-main with {@code board.camel.yaml}, a route for each mailbox, and the page. */
final class BoardApplication implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long TICK_MILLIS = 100;
    /** By each of its addresses the loopback is a network of its own. */
    private static final Map<String, Object> CELLULAR = Map.of(
            "id", "wwan0", "type", "cellular", "state", "up", "addresses", "127.0.0.3", "metered", true, "signal", 62);

    private static final Map<String, Object> WIFI = Map.of(
            "id", "wlan0", "type", "wifi", "state", "up", "addresses", "127.0.0.2", "metered", false, "signal", 88);

    private final Main main = new Main();
    private final VertxPlatformHttpServer server;
    private final Board board;

    /** @param port of the page on the loopback; 0 for a free one */
    BoardApplication(MailServer mail, int port) throws IOException {
        boundBriefly(port);
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(LOOPBACK);
        configuration.setBindPort(port);
        server = new VertxPlatformHttpServer(configuration);
        board = new Board(mail::sinceArrival);
        main.addInitialProperty("camel.main.routesIncludePattern", "classpath:routes/board.camel.yaml");
        main.addInitialProperty("imap.port", Integer.toString(mail.imapPort()));
        main.addInitialProperty("imap.password", MailServer.PASSWORD);
        main.addInitialProperty("cops.port", Integer.toString(boundBriefly(0)));
        main.bind("board", board);
        main.configure().addRoutesBuilder(new InboxRoutes(MailServer.USERS));
        main.configure().addRoutesBuilder(new PageRoutes());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport beginning) {
                serve(beginning.getCamelContext());
            }
        });
    }

    /** Fails where the port is taken, which Vert.x only logs. Returns the port, also where that was 0. */
    private static int boundBriefly(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private void serve(CamelContext context) {
        try {
            context.addService(server, true, true);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    void start() throws Exception {
        main.start();
        CamelContext context = main.getCamelContext();
        BoardStream stream = new BoardStream(() -> board.state(context), board::version);
        VertxPlatformHttpRouter router = context.getRegistry()
                .findByType(VertxPlatformHttpRouter.class)
                .iterator()
                .next();
        router.get("/events").handler(stream);
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "Board")
                .scheduleWithFixedDelay(stream::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        cellular(true);
    }

    String url() {
        return "http://" + LOOPBACK + ":" + server.getServer().actualPort() + "/";
    }

    /** There is a cellular network, or not. */
    void cellular(boolean up) throws IOException {
        report(CELLULAR, up);
    }

    /** There is a Wi-Fi, or not. */
    void wifi(boolean up) throws IOException {
        report(WIFI, up);
    }

    private void report(Map<String, Object> network, boolean up) throws IOException {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            template.sendBody(
                    "mobility:gateway?operation=report",
                    up ? network : Map.of("id", network.get("id"), "state", "absent"));
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
