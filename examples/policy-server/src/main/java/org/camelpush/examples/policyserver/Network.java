package org.camelpush.examples.policyserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** A primary and a backup policy server with the same table, and a gateway, on free ports of the loopback. */
final class Network implements AutoCloseable {

    static final String GATEWAY = "gateway-1";

    private final Path table;
    private final Shaper shaper = new Shaper();
    private final PolicyTable primaryTable;
    private final PolicyTable backupTable;
    private final Application primary;
    private final Application backup;
    private final Application gateway;

    /**
     * @param table a file that is there, in a folder of its own
     */
    Network(Path table) throws IOException {
        this.table = table;
        primaryTable = new PolicyTable(table);
        backupTable = new PolicyTable(table);
        int[] ports = freePorts();
        primary = policyServer("primary", ports[0], ports[1], primaryTable);
        backup = policyServer("backup", ports[1], ports[0], backupTable);
        gateway = new Application(
                "gateway",
                Map.of("gateway.name", GATEWAY, "pdp.primary", ports[0], "pdp.backup", ports[1]),
                Map.of("shaper", shaper));
    }

    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }

    private Application policyServer(String name, int port, int other, PolicyTable rules) {
        return new Application(
                "policy",
                Map.of(
                        "pdp.name", name,
                        "pdp.port", port,
                        "pdp.other", other,
                        "table.directory", table.getParent(),
                        "table.file", table.getFileName()),
                Map.of("table", rules));
    }

    Path table() {
        return table;
    }

    Shaper shaper() {
        return shaper;
    }

    PolicyTable primaryTable() {
        return primaryTable;
    }

    PolicyTable backupTable() {
        return backupTable;
    }

    Application primary() {
        return primary;
    }

    Application backup() {
        return backup;
    }

    Application gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.close();
        backup.close();
        primary.close();
    }
}
