package org.camelpush.mobility.bearer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@code ip monitor}, and tells when it says anything: something about links, addresses or routes has changed, so that one
 * should look. What it says is not read, so that it may repeat, reorder or garble that. When it dies it is started again, after 1 s
 * and then ever longer, up to a minute; that is warned of once, until it has lived for a minute.
 */
final class IpMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(IpMonitor.class);

    static final List<String> COMMAND = List.of("ip", "-o", "monitor", "link", "address", "route");

    private static final long MAX_PAUSE = 60_000;

    private final List<String> command;
    private final long firstPause;
    private final Runnable changed;
    private final ScheduledExecutorService timer;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Process process;
    private long pause;
    private boolean told;

    /**
     * @param command without a shell
     * @param firstPause milliseconds before it is started again
     * @param changed called often, from a thread of this monitor
     * @param timer for what is due later; never blocked
     */
    IpMonitor(List<String> command, long firstPause, Runnable changed, ScheduledExecutorService timer) {
        this.command = command;
        this.firstPause = firstPause;
        this.changed = changed;
        this.timer = timer;
        pause = firstPause;
    }

    void start() {
        Thread thread = new Thread(this::watch, "mobility-ip-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void stop() {
        stopped.countDown();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private void watch() {
        try {
            do {
                watchOnce();
            } while (!stopped.await(nextPause(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchOnce() throws InterruptedException {
        Future<?> settled = null;
        try (InputStream words = begin()) {
            settled = timer.schedule(this::settle, MAX_PAUSE, TimeUnit.MILLISECONDS);
            changed.run(); // for what happened while nobody watched
            byte[] unread = new byte[4096];
            while (words.read(unread) >= 0) {
                changed.run();
            }
            tell("ended with status " + process.waitFor());
        } catch (IOException failure) {
            tell(failure.getMessage());
        } catch (RejectedExecutionException end) {
            stop();
        } finally {
            if (settled != null) {
                settled.cancel(false);
            }
        }
    }

    private synchronized InputStream begin() throws IOException {
        if (stopped.getCount() == 0) {
            throw new IOException("stopped");
        }
        process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.getInputStream();
    }

    private synchronized void settle() {
        pause = firstPause;
        told = false;
    }

    private synchronized long nextPause() {
        long now = pause;
        pause = Math.min(MAX_PAUSE, pause * 2);
        return now;
    }

    private synchronized void tell(String what) {
        if (stopped.getCount() == 0 || told) {
            LOG.debug("{}: {}", command, what);
        } else {
            told = true;
            LOG.warn(
                    "\"{}\" does not tell of changes ({}); the devices are looked at now and then, and it is started again."
                            + " Install iproute2, or set ipMonitor=false",
                    String.join(" ", command),
                    what);
        }
    }
}
