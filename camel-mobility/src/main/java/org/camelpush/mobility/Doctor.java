package org.camelpush.mobility;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;

/**
 * Asks the kernel by which device what is bound to a bearer's address would leave, and says which rules are missing. Looks
 * only: it never changes the system.
 */
final class Doctor {

    /** RFC 5737: somewhere outside. */
    private static final String OUTSIDE = "192.0.2.1";

    private static final String OUTSIDE_V6 = "2001:db8::1"; // RFC 3849
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final Pattern DEVICE = Pattern.compile("\\bdev (\\S+)");
    private static final int FIRST_TABLE = 101;
    private static final int MAX_ANSWER = 4096;
    private static final long PATIENCE_SECONDS = 2;

    /** Runs a command without a shell; returns what it prints, or null where it fails or is not there. */
    @FunctionalInterface
    interface Commands {
        String run(List<String> command);
    }

    private final Commands commands;

    Doctor() {
        this(Doctor::run);
    }

    Doctor(Commands commands) {
        this.commands = commands;
    }

    /** What is wrong, a line each; empty where nothing is, or where it cannot be learnt. */
    List<String> look(BearerSnapshot bearers) {
        List<String> findings = new ArrayList<>();
        int table = FIRST_TABLE;
        for (Bearer bearer : bearers.all()) {
            if (bearer.isUsable() && bearer.networkInterface() != null && bearer.address() != null) {
                look(bearer, table++, findings);
            }
        }
        return findings;
    }

    private void look(Bearer bearer, int table, List<String> findings) {
        String address = bearer.address();
        if (!ADDRESS.matcher(address).matches()) {
            return;
        }
        String outside = address.indexOf(':') < 0 ? OUTSIDE : OUTSIDE_V6;
        String answer = commands.run(List.of("ip", "route", "get", outside, "from", address));
        if (answer == null) {
            return;
        }
        Matcher device = DEVICE.matcher(answer);
        if (device.find() && !device.group(1).equals(bearer.networkInterface())) {
            findings.add("WARN " + bearer.id() + ": what is bound to " + address + " leaves by " + device.group(1)
                    + ", not by " + bearer.networkInterface() + ". Bind to the device (bindTo=DEVICE), or have root do:"
                    + " ip rule add from " + address + " lookup " + table + "; ip route add default via GATEWAY dev "
                    + bearer.networkInterface() + " table " + table);
        }
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return null;
                }
                return new String(process.getInputStream().readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
