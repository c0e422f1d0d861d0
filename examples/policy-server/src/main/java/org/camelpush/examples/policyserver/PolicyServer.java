package org.camelpush.examples.policyserver;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs two policy servers and a gateway, changes the table that they decide by, and says whether the gateway did what the
 * table says. Exit code: 0 if it did, otherwise 1.
 */
public final class PolicyServer {

    static final int OK = 0;
    static final int FAILED = 1;

    private final PrintStream out;
    private final PrintStream err;

    PolicyServer(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new PolicyServer(System.out, System.err).run());
    }

    /** Runs it and returns the exit code. */
    int run() {
        try {
            Path folder = Files.createTempDirectory("policy-server");
            Path table = folder.resolve("table.properties");
            try {
                Story.write(table, "alice = 10 Mbit/s", "bob = 2 Mbit/s");
                try (Network network = new Network(table)) {
                    return new Story(network, out).tell() ? OK : FAILED;
                }
            } finally {
                Files.deleteIfExists(table);
                Files.delete(folder);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception failure) {
            err.println("policy-server: " + failure + ". More is in target/policy-server.log.");
            return FAILED;
        }
    }
}
