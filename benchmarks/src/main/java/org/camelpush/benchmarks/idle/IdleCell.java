package org.camelpush.benchmarks.idle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.camelpush.benchmarks.imapflow.NodeScripts;
import org.camelpush.benchmarks.process.Child;

/**
 * One measurement: server and measured client are processes of their own, a new pair for each.
 *
 * @param mails in the mailbox that all have
 * @param count mailboxes that are measured, beyond the first {@link IdleProbe#BEFORE}
 */
record IdleCell(Security security, int mails, int count) {

    private static final List<String> CLIENT = List.of("-Xms1g", "-Xmx1g");

    /** Threads with little stack, and the TLS of thousands of clients. */
    private static final List<String> SERVER = List.of("-Xmx5g");

    /** In words, for the table. */
    String title() {
        return security.title() + ", " + String.format(Locale.ROOT, "%,d", mails) + " mails in it";
    }

    IdleCost measure(IdleMailboxes.Way way) throws IOException {
        try (Child server = server(security, Integer.toString(mails))) {
            String[] said = server.readLine().split(" ");
            List<String> options = new ArrayList<>(CLIENT);
            options.addAll(security.options(said[3], said[4]));
            try (Child probe = Child.jvm(
                    IdleProbe.class, options, way.name(), security.name(), said[0], said[2], Integer.toString(count))) {
                return IdleCost.parse(probe.readAll());
            }
        }
    }

    IdleCost measure(NodeScripts node) throws IOException {
        try (Child server = server(security, Integer.toString(mails))) {
            String[] said = server.readLine().split(" ");
            try (Child probe = node.start(
                    "idle.mjs",
                    said[0],
                    Boolean.toString(security.tls()),
                    Integer.toString(IdleProbe.BEFORE),
                    Integer.toString(count))) {
                return IdleCost.parse(probe.readAll());
            }
        }
    }

    static Child server(Security security, String mails) throws IOException {
        return Child.jvm(IdleServer.class, SERVER, security.name(), mails);
    }
}
