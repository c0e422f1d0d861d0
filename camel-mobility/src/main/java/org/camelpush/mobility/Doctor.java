package org.camelpush.mobility;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;

/**
 * Asks the kernel by which device what is bound to a bearer's address would leave, and says which rules are missing; and whether
 * connections can be bound to a device instead. Looks only: it never changes the system.
 */
final class Doctor {

    /** RFC 5737: somewhere outside. */
    private static final String OUTSIDE = "192.0.2.1";

    private static final String OUTSIDE_V6 = "2001:db8::1"; // RFC 3849
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,15}");
    private static final Pattern DEVICE = Pattern.compile("\\bdev (\\S+)");
    private static final Pattern GATEWAY = Pattern.compile("(?m)^default via (\\S+)");
    private static final Pattern TABLE = Pattern.compile("\\b(?:table|lookup) (\\d+)");
    private static final int FIRST_TABLE = 101;

    private final SystemCommand command;
    private final Supplier<String> deviceProblem;

    Doctor() {
        this(new SystemCommand.Real(), DeviceBinding::problem);
    }

    /**
     * @param command runs what asks the kernel
     * @param deviceProblem why connections cannot be bound to a device, or an empty string
     */
    Doctor(SystemCommand command, Supplier<String> deviceProblem) {
        this.command = command;
        this.deviceProblem = deviceProblem;
    }

    /** What is wrong, a line each; empty where nothing is, or where it cannot be learnt. */
    List<String> look(BearerSnapshot bearers) {
        List<String> findings = new ArrayList<>();
        TreeSet<Integer> tables = new TreeSet<>();
        boolean devices = false;
        for (Bearer bearer : bearers.all()) {
            if (isExamined(bearer)) {
                devices = true;
                look(bearer, tables, findings);
            }
        }
        String problem = devices ? deviceProblem.get() : "";
        if (!problem.isEmpty()) {
            findings.add("INFO: connections cannot be bound to a device (bindTo=DEVICE): " + problem);
        }
        return findings;
    }

    private static boolean isExamined(Bearer bearer) {
        return bearer.isUsable()
                && bearer.networkInterface() != null
                && NAME.matcher(bearer.networkInterface()).matches()
                && bearer.address() != null
                && ADDRESS.matcher(bearer.address()).matches();
    }

    private void look(Bearer bearer, TreeSet<Integer> tables, List<String> findings) {
        String address = bearer.address();
        String family = address.indexOf(':') < 0 ? "-4" : "-6";
        String outside = family.equals("-4") ? OUTSIDE : OUTSIDE_V6;
        SystemCommand.Answer answer = command.run(List.of("ip", family, "route", "get", outside, "from", address));
        if (answer == null) {
            return;
        }
        Matcher device = DEVICE.matcher(answer.text());
        boolean leaves = answer.succeeded() && device.find();
        if (!leaves && !answer.text().contains("unreachable")
                || leaves && device.group(1).equals(bearer.networkInterface())) {
            return;
        }
        findings.add("WARN " + bearer.id() + ": what is bound to " + address
                + (leaves ? " leaves by " + device.group(1) + ", not by " : " leaves by no device, and not by ")
                + bearer.networkInterface() + ". "
                + (leaves && canBindToDevice() ? "Bind to the device, or have" : "Have")
                + " root do: " + rules(bearer, family, tables));
    }

    private boolean canBindToDevice() {
        return deviceProblem.get().isEmpty();
    }

    /** Lines that a person can run as they are, where the kernel knows the gateway. */
    private String rules(Bearer bearer, String family, TreeSet<Integer> tables) {
        String device = bearer.networkInterface();
        int table = freeTable(family, tables);
        tables.add(table);
        String routes = text(List.of("ip", family, "route", "show", "table", "all", "dev", device));
        Matcher gateway = GATEWAY.matcher(routes);
        String ip = family.equals("-4") ? "ip" : "ip -6";
        return ip + " rule add from " + bearer.address() + " lookup " + table + "; " + ip + " route add default via "
                + (gateway.find() ? gateway.group(1) : "GATEWAY") + " dev " + device + " table " + table;
    }

    /** The first that nobody uses. */
    private int freeTable(String family, TreeSet<Integer> given) {
        TreeSet<Integer> used = new TreeSet<>(given);
        Matcher table = TABLE.matcher(text(List.of("ip", family, "rule", "show"))
                + text(List.of("ip", family, "route", "show", "table", "all")));
        while (table.find()) {
            used.add(Integer.valueOf(table.group(1)));
        }
        int free = FIRST_TABLE;
        while (used.contains(free)) {
            free++;
        }
        return free;
    }

    private String text(List<String> words) {
        SystemCommand.Answer answer = command.run(words);
        return answer == null || !answer.succeeded() ? "" : answer.text();
    }
}
