package org.camelpush.benchmarks.wire;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.FaultProxy;

/**
 * Octets of an idle day: what one renewal, one look of camel-mail and one whole connection take is measured at a real
 * Dovecot, and a day is made of these.
 */
public final class WireBenchmark {

    private static final String ROUTE = "wire";
    private static final int TALKS = Integer.getInteger("wire.talks", 5);
    private static final int PACE_MILLIS = 2_000;

    /** Three to begin, four to end, and the acknowledgement of the last word. */
    private static final int OTHERS_OF_CONNECTION = 8;

    /** "* OK Still here", which Dovecot says each two minutes, and its acknowledgement; TLS 1.3 adds 22 octets. */
    private static final Traffic STILL_HERE = new Traffic(17, 2);

    private static final Traffic STILL_HERE_TLS = new Traffic(17 + 22, 2);
    private static final Duration DOVECOT_SPEAKS = Duration.ofMinutes(2);
    private static final Duration RENEWAL = Duration.ofMinutes(9);
    private static final Duration LONGEST_RENEWAL = Duration.ofMinutes(29);

    /** Of unknown origin: so seldom must a mail come that an alert and a connection for it are the cheaper way. */
    private static final Duration PUBLISHED = Duration.ofDays(2);

    private static final double KB = 1_024.0;

    private final Table table;

    public WireBenchmark(Table table) {
        this.table = table;
    }

    public void run() throws Exception {
        if (!DovecotServer.isAvailable()) {
            table.remark("Wire: not measured, there is no Dovecot here.");
            return;
        }
        try (DovecotServer server = DovecotServer.start()) {
            tell("plain", measure(server, false));
            tell("TLS", measure(server, true));
        }
        table.remark("Wire: with headers of IPv4 and TCP, " + Traffic.HEADERS
                + " octets a packet. What an alert itself takes is" + " not counted.");
    }

    private static IdleDay measure(DovecotServer server, boolean tls) throws Exception {
        String ours = (tls ? "imaps-idle" : "imap-idle") + ":localhost:%d?username=wire&password=RAW("
                + server.password() + ")&idleRenewal=" + PACE_MILLIS
                + (tls ? "&sslContextParameters=#tls" : "&startTls=false");
        String polling = (tls ? "imaps" : "imap") + ":localhost:%d?username=wire&password=RAW(" + server.password()
                + ")&initialDelay=0&delay=" + PACE_MILLIS + (tls ? "&sslContextParameters=#tls" : "");
        Traffic visit;
        Traffic renewal;
        Traffic poll;
        try (FaultProxy proxy = FaultProxy.to(tls ? server.tlsPort() : server.port())) {
            WireMeter meter = new WireMeter(proxy);
            CamelContext context = start(server, String.format(Locale.ROOT, ours, proxy.port()));
            awaitIdle(context);
            context.stop();
            visit = meter.soFar(OTHERS_OF_CONNECTION, 1);
            renewal = talks(server, proxy, ours);
            poll = talks(server, proxy, polling);
        }
        return new IdleDay(renewal, tls ? STILL_HERE_TLS : STILL_HERE, poll, visit);
    }

    private static Traffic talks(DovecotServer server, FaultProxy proxy, String uri) throws Exception {
        CamelContext context = start(server, String.format(Locale.ROOT, uri, proxy.port()));
        try {
            // what it takes to connect is over with the first talk
            new WireMeter(proxy).talk(1);
            return new WireMeter(proxy).talk(TALKS);
        } finally {
            context.stop();
        }
    }

    private static CamelContext start(DovecotServer server, String uri) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("tls", trusting(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).process(exchange -> {});
            }
        });
        context.start();
        return context;
    }

    private static SSLContextParameters trusting(DovecotServer server) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + server.certificates().trustStore());
        store.setPassword(server.certificates().password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private static void awaitIdle(CamelContext context) throws InterruptedException {
        ImapIdleConsumer consumer = (ImapIdleConsumer) context.getRoute(ROUTE).getConsumer();
        long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!consumer.getMailboxState().equals("IDLE")) {
            if (System.nanoTime() - latest > 0) {
                throw new IllegalStateException(consumer.getStatusMessage());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void tell(String security, IdleDay day) {
        double idle = day.idle(RENEWAL, DOVECOT_SPEAKS);
        double longest = day.idle(LONGEST_RENEWAL, Duration.ZERO);
        double polling = day.polling(Duration.ofMinutes(1));
        String ours = "camel-imap-idle, renewal each 9 min, Dovecot speaks each 2 min";
        String quiet = "camel-imap-idle, renewal each 29 min, silent server";
        table.add(Table.row("KB on the wire by idle day, " + security, ours, "camel-mail, polling each minute")
                .figures(kilobytes(idle), kilobytes(polling))
                .withRatio(idle / polling)
                .withTarget("less", idle < polling));
        table.add(Table.row("KB on the wire by idle day, " + security, quiet, "camel-mail, polling each minute")
                .figures(kilobytes(longest), kilobytes(polling))
                .withRatio(longest / polling)
                .withTarget("less", longest < polling));
        even(security, day, ours, idle);
        even(security, day, quiet, longest);
        table.remark(String.format(
                Locale.ROOT,
                "Wire, %s: a renewal %.0f octets, a word of the server %.0f, a look of camel-mail %.0f, a whole connection"
                        + " %.0f.",
                security,
                day.renewal().total(),
                day.keptAlive().total(),
                day.poll().total(),
                day.visit().total()));
    }

    private void even(String security, IdleDay day, String ours, double idle) {
        Duration even = day.evenInterval(idle);
        table.add(Table.row(
                        "an alert and a connection for each mail cost the same at one mail each …, " + security,
                        ours,
                        "published rough figure")
                .figures(
                        String.format(Locale.ROOT, "%s (%.1f mails a day)", hours(even), day.evenMailsByDay(idle)),
                        hours(PUBLISHED))
                .withRatio((double) even.toMillis() / PUBLISHED.toMillis()));
    }

    private static String kilobytes(double octets) {
        return String.format(Locale.ROOT, "%.0f", octets / KB);
    }

    private static String hours(Duration time) {
        return String.format(Locale.ROOT, "%.1f h", time.toMinutes() / 60.0);
    }
}
