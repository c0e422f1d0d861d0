package org.camelpush.imapidle.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices every few seconds that this machine has other addresses than before, or was asleep, or stood still: connections
 * may be gone then without anybody saying so. Thread-safe.
 */
public final class NetworkWatch implements AutoCloseable {

    static final Duration PERIOD = Duration.ofSeconds(5);

    /** The clock went on by so much more than the period: nobody can say what became of the connections meanwhile. */
    static final Duration JUMP = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(NetworkWatch.class);

    private final Supplier<Optional<Set<String>>> addresses;
    private final InstantSource clock;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private ScheduledFuture<?> timer;
    private Set<String> lastAddresses;
    private long lastMillis;

    /** Watches this machine. */
    public NetworkWatch() {
        this(NetworkWatch::present, InstantSource.system());
    }

    /**
     * @param addresses those that the machine has now, or nothing where they cannot be told
     * @param clock goes on while the machine sleeps
     */
    NetworkWatch(Supplier<Optional<Set<String>>> addresses, InstantSource clock) {
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Begins.
     *
     * @param scheduler says when it is time
     * @param io looks, for that may block
     */
    public void start(ScheduledExecutorService scheduler, Executor io) {
        io.execute(this::look);
        timer = scheduler.scheduleWithFixedDelay(
                () -> execute(io), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void execute(Executor io) {
        try {
            io.execute(this::look);
        } catch (RejectedExecutionException shutDown) {
            LOG.debug("No more looks at the network: the component stops");
        }
    }

    /** Is told of each change from now on, on a thread that may block. Returns what ends that. */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    synchronized void look() {
        long millis = clock.millis();
        Set<String> found = addresses.get().orElse(lastAddresses);
        if (lastAddresses != null) {
            String what = change(found, millis - lastMillis);
            if (!what.isEmpty()) {
                LOG.info("{}: connections are tried", what);
                listeners.forEach(Runnable::run);
            }
        }
        lastAddresses = found;
        lastMillis = millis;
    }

    private String change(Set<String> found, long millis) {
        if (!found.equals(lastAddresses)) {
            return "The network addresses of this machine have changed";
        }
        boolean jumped = Math.abs(millis - PERIOD.toMillis()) > JUMP.toMillis();
        return jumped ? "The clock has moved by " + millis / 1_000 + " s since it was read last" : "";
    }

    /**
     * With their interfaces. Without loopback, and without link-local ones: they say nothing of a way to a server, and those
     * of containers come and go.
     */
    static Optional<Set<String>> present() {
        try {
            return Optional.of(NetworkInterface.networkInterfaces()
                    .flatMap(each -> each.inetAddresses()
                            .filter(NetworkWatch::leadsSomewhere)
                            .map(address -> each.getName() + ' ' + address.getHostAddress()))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (SocketException unknown) {
            LOG.debug("The network interfaces cannot be read", unknown);
            return Optional.empty();
        }
    }

    private static boolean leadsSomewhere(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress();
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
