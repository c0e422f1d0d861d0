package org.camelpush.mobility.bearer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.camelpush.mobility.testkit.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** Scripts stand for {@code ip monitor}, and do what it might do. */
class IpMonitorTest {

    @TempDir
    private Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger told = new AtomicInteger();
    private IpMonitor monitor;

    @AfterEach
    void stop() {
        monitor.stop();
        timer.shutdownNow();
    }

    private void start(String script) throws IOException {
        start(List.of("/bin/sh", Files.writeString(folder.resolve("ip"), script).toString()));
    }

    private void start(List<String> command) {
        monitor = new IpMonitor(command, 1, told::incrementAndGet, timer);
        monitor.start();
    }

    private long starts() throws IOException {
        Path starts = folder.resolve("starts");
        return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }

    @Test
    void itTellsWhenTheCommandSpeaksWhateverItSays() throws IOException {
        start("printf '%s' garbage-without-an-end; exec cat " + fifo());
        await().atMost(PATIENCE).until(() -> told.get() >= 2);
        int before = told.get();
        Files.writeString(folder.resolve("fifo"), "\0\n".repeat(100_000));
        await().atMost(PATIENCE).until(() -> told.get() > before);
    }

    private Path fifo() throws IOException {
        Path fifo = folder.resolve("fifo");
        try {
            new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return fifo;
    }

    @Test
    void scenario47_whenItDiesItIsStartedAgainAndThatIsWarnedOfOnce() throws IOException {
        try (LogLines log = LogLines.of(IpMonitor.class)) {
            start("echo x >> " + folder.resolve("starts") + "; exit 3");
            await().atMost(PATIENCE).until(() -> starts() >= 5);
            monitor.stop();
            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0)).contains("/ip", "status 3", "ipMonitor=false");
        }
        assertThat(told.get()).isGreaterThanOrEqualTo(5); // what happened meanwhile is looked for
    }

    @Test
    void scenario47_whatIsNotThereIsWarnedOfOnce() {
        try (LogLines log = LogLines.of(IpMonitor.class)) {
            start(List.of(folder.resolve("missing").toString(), "monitor"));
            await().atMost(PATIENCE).until(() -> !log.warnings().isEmpty());
            monitor.stop();
            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0)).contains("missing monitor").contains("No such file");
        }
    }

    @Test
    void whenItIsStoppedTheCommandEnds() throws IOException {
        start("echo $$ > " + folder.resolve("pid") + "; exec sleep 1000");
        await().atMost(PATIENCE)
                .until(() -> Files.exists(folder.resolve("pid"))
                        && Files.readString(folder.resolve("pid")).endsWith("\n"));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).trim());
        monitor.stop();
        await().atMost(PATIENCE)
                .until(() -> ProcessHandle.of(pid).map(each -> !each.isAlive()).orElse(true));
    }
}
