package org.camelpush.examples.policyserver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Subscribers come, the table changes, and the policy server is away for a while. */
final class Story {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 20;
    private static final List<String> SUBSCRIBERS = List.of("alice", "bob", "mallory");

    private final Network network;
    private final PrintStream out;
    private int different;

    Story(Network network, PrintStream out) {
        this.network = network;
        this.out = out;
    }

    /** Puts another table in the place of the one that is there, so that nobody reads half of it. */
    static void write(Path table, String... lines) throws IOException {
        Path fresh = table.resolveSibling(table.getFileName() + ".new");
        Files.write(fresh, List.of(lines));
        Files.move(fresh, table, StandardCopyOption.ATOMIC_MOVE);
    }

    /** False when the gateway did not come to do what the table says. */
    boolean tell() throws IOException, InterruptedException {
        out.println(
                "Two policy servers, a primary and its backup, and a gateway: three Camel applications in this process.");
        act("Three subscribers come to the gateway, and it asks. The table says alice 10 Mbit/s, bob 2 Mbit/s:");
        for (String subscriber : SUBSCRIBERS) {
            network.gateway().call("direct:admission", subscriber, Map.of());
        }
        compare(network.primaryTable(), Map.of("alice", "10 Mbit/s", "bob", "2 Mbit/s"));

        act(
                "The table changes: alice 5 Mbit/s, mallory 1 Mbit/s, and bob is not in it. The primary tells the gateway:");
        write(network.table(), "alice = 5 Mbit/s", "mallory = 1 Mbit/s");
        compare(network.primaryTable(), Map.of("alice", "5 Mbit/s", "mallory", "1 Mbit/s"));

        act("The primary is suspended. It sends the gateway to the backup, which asks for all that is decided there:");
        network.primary().suspend();
        await(() -> network.backupTable().asked() == SUBSCRIBERS.size());

        act("The table changes: alice 20 Mbit/s. The backup tells the gateway:");
        write(network.table(), "alice = 20 Mbit/s", "mallory = 1 Mbit/s");
        compare(network.backupTable(), Map.of("alice", "20 Mbit/s", "mallory", "1 Mbit/s"));

        act("The primary is there again, and the backup says so. A gateway does not go in circles: it takes a second.");
        network.primary().resume();
        network.backup().call("direct:redirect", null, Map.of("CamelCopsPepId", Network.GATEWAY));
        await(() -> network.primaryTable().asked() == 2 * SUBSCRIBERS.size());

        act("The table changes: only bob is in it, with 3 Mbit/s. The primary tells the gateway:");
        write(network.table(), "bob = 3 Mbit/s");
        compare(network.primaryTable(), Map.of("bob", "3 Mbit/s"));
        return summary();
    }

    private void act(String sentence) {
        out.println();
        out.println(sentence);
        out.flush();
    }

    /** Whether the gateway does so, and this policy server knows. */
    private void compare(PolicyTable server, Map<String, String> table) throws InterruptedException {
        if (!await(() ->
                network.shaper().limits().equals(table) && server.changes().isEmpty())) {
            different++;
            out.println("  Not so within " + PATIENCE.toSeconds() + " s: "
                    + network.shaper().limits());
        }
    }

    private static boolean await(BooleanSupplier so) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private boolean summary() {
        int changes = network.shaper().changes();
        int redirections = network.shaper().redirections();
        act(SUBSCRIBERS.size() + " subscribers, " + changes + " decisions pushed, " + redirections
                + " redirections, the gateway did otherwise than the table says " + different + " times");
        return different == 0 && redirections == 2;
    }
}
