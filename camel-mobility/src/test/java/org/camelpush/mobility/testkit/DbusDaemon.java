package org.camelpush.mobility.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/**
 * A real dbus-daemon of a test's own, which can be killed and started again. Where there is none the test is skipped, loudly; where
 * {@code REQUIRE_DBUS=true} stands in the environment, as it should in CI, it fails instead.
 */
public final class DbusDaemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DbusDaemon.class);
    private static final Path BINARY = Path.of("/usr/bin/dbus-daemon");

    private final Path socket;
    private final Path configuration;
    private Process process;

    /** @param folder an empty one with a short name */
    public DbusDaemon(Path folder) {
        if (!Files.isExecutable(BINARY)) {
            String message = "*** DBUS IS NOT INSTALLED: what this test shows on a real bus is NOT shown by this build."
                    + " apt-get install dbus; REQUIRE_DBUS=true makes this a failure";
            if (Boolean.parseBoolean(System.getenv("REQUIRE_DBUS"))) {
                throw new IllegalStateException(message);
            }
            LOG.warn(message);
            Assumptions.abort(message);
        }
        socket = folder.resolve("bus");
        configuration = folder.resolve("bus.conf");
        try {
            Files.writeString(configuration, """
                    <busconfig>
                      <type>session</type>
                      <listen>unix:path=%s</listen>
                      <auth>EXTERNAL</auth>
                      <policy context="default">
                        <allow send_destination="*" eavesdrop="true"/>
                        <allow eavesdrop="true"/>
                        <allow own="*"/>
                      </policy>
                    </busconfig>
                    """.formatted(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until it listens. */
    public void start() {
        try {
            Files.deleteIfExists(socket);
            process = new ProcessBuilder(
                            BINARY.toString(),
                            "--config-file=" + configuration,
                            "--nofork",
                            "--nopidfile",
                            "--nosyslog")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        await().atMost(PATIENCE).until(() -> Files.exists(socket));
    }

    public String address() {
        return "unix:path=" + socket;
    }

    /** By SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
