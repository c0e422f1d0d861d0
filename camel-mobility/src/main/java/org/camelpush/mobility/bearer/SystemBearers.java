package org.camelpush.mobility.bearer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the devices of this host by looking again and again: at {@code /sys/class/net} on Linux, at what the JDK knows
 * elsewhere; and at once when {@code ip monitor} says that something has changed, where there is such a command. What comes and
 * goes between two looks is seen by the kernel's count of lost carriers. Thread-safe.
 */
public final class SystemBearers implements BearerMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(SystemBearers.class);

    private static final long DEFAULT_INTERVAL = 1000;
    private static final long SHORTEST_INTERVAL = 100;
    private static final long IP_PAUSE = 1000;

    /** Names of further devices are not told. */
    private static final int MAX_ODD_NAMES = 16;

    /** What changes, changes in several steps. */
    private static final long SETTLE = 20;

    private final Function<String, List<String>> addresses;
    private final List<String> ipCommand;
    private final AtomicBoolean lookIsDue = new AtomicBoolean();
    private final BearerBook book = new BearerBook();
    private Path root = Path.of("/sys/class/net");
    private long interval = DEFAULT_INTERVAL;
    private InterfaceRules rules = InterfaceRules.NONE;
    private Listener listener = (snapshot, events) -> {};
    private boolean ipMonitor = true;
    private Future<?> looking;
    private IpMonitor watching;
    private Map<String, DeviceWord> words = Map.of();
    private final Set<String> oddNames = new HashSet<>();
    private String problem = "";

    public SystemBearers() {
        this(SystemAddresses::of, IpMonitor.COMMAND);
    }

    /** With other addresses than those of this host, and another command than {@code ip monitor}. */
    SystemBearers(Function<String, List<String>> addresses, List<String> ipCommand) {
        this.addresses = addresses;
        this.ipCommand = ipCommand;
    }

    @Override
    public synchronized void start(Listener heard, ScheduledExecutorService thread) {
        stop();
        listener = heard;
        lookIsDue.set(false);
        look();
        looking = thread.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
        if (ipMonitor) {
            watching = new IpMonitor(ipCommand, IP_PAUSE, () -> lookSoon(thread), thread);
            watching.start();
        }
    }

    private void lookSoon(ScheduledExecutorService thread) {
        if (lookIsDue.compareAndSet(false, true)) {
            thread.schedule(
                    () -> {
                        lookIsDue.set(false);
                        look();
                    },
                    SETTLE,
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (looking != null) {
            looking.cancel(false);
            looking = null;
        }
        if (watching != null) {
            watching.stop();
            watching = null;
        }
        listener = (snapshot, events) -> {};
    }

    @Override
    public synchronized BearerSnapshot snapshot() {
        return book.snapshot();
    }

    @Override
    public synchronized OptionalLong carried(Bearer bearer) {
        return bearer.networkInterface() == null ? OptionalLong.empty() : sysfs().carried(bearer.networkInterface());
    }

    /** Looks now; to be called by whoever knows that something has changed. */
    public synchronized void look() {
        try {
            List<Bearer> seen = new ArrayList<>();
            for (InterfaceFacts facts : facts()) {
                DeviceWord word = words.getOrDefault(facts.name(), DeviceWord.NONE);
                rules.bearer(facts, word.type()).ifPresent(bearer -> seen.add(word.appliedTo(complete(bearer, facts))));
            }
            List<BearerEvent> events = book.look(seen);
            if (!events.isEmpty()) {
                listener.changed(book.snapshot(), events);
            }
            problem = "";
        } catch (IOException | RuntimeException failure) {
            if (!failure.toString().equals(problem)) {
                problem = failure.toString();
                LOG.warn(
                        "The devices of this host cannot be read; what is known of them stays: {}. See who may read {}",
                        problem,
                        root);
            }
        }
    }

    /** What somebody says of devices by their names, instead of what was said before. */
    synchronized void hear(Map<String, DeviceWord> said) {
        if (!words.equals(said)) {
            words = Map.copyOf(said);
            look();
        }
    }

    private List<InterfaceFacts> facts() throws IOException {
        Sysfs sysfs = sysfs();
        return sysfs.isThere() ? sysfs.devices() : SystemAddresses.devices();
    }

    private Sysfs sysfs() {
        return new Sysfs(root, addresses, this::oddName);
    }

    /** Once for each name; who makes devices without end is not followed. */
    private void oddName(String name) {
        if (oddNames.size() < MAX_ODD_NAMES && oddNames.add(name)) {
            LOG.warn(
                    "The device \"{}\" is no bearer, for its name has other characters than letters, digits, _, ., : and -;"
                            + " rename it (ip link set … name …) where it is to be used",
                    name.replaceAll("[^ -~]", "?"));
        }
    }

    /** A device without an address is not up yet. */
    private static Bearer complete(Bearer bearer, InterfaceFacts facts) {
        boolean up = facts.carrier() && !facts.addresses().isEmpty();
        return bearer.copy()
                .device(facts.name(), facts.index())
                .addresses(facts.addresses())
                .state(up ? BearerState.UP : BearerState.DOWN)
                .flaps(facts.losses())
                .build();
    }

    public synchronized String getRoot() {
        return root.toString();
    }

    /** Directory with a directory for each device, as Linux has it; for tests and odd systems. */
    public synchronized void setRoot(String root) {
        this.root = Path.of(root);
    }

    public synchronized long getInterval() {
        return interval;
    }

    /** Milliseconds between two looks. */
    public synchronized void setInterval(long interval) {
        if (interval < SHORTEST_INTERVAL) {
            throw new IllegalArgumentException(
                    "The interval is " + interval + " ms; it must be " + SHORTEST_INTERVAL + " ms or more");
        }
        this.interval = interval;
    }

    public synchronized boolean isIpMonitor() {
        return ipMonitor;
    }

    /** Whether {@code ip monitor} is run to hear of changes at once. Where it is not there, this one looks now and then only. */
    public synchronized void setIpMonitor(boolean ipMonitor) {
        this.ipMonitor = ipMonitor;
    }

    /** Which device is which bearer, as {@link InterfaceRules} reads it. */
    public synchronized void setInterfaces(String text) {
        rules = InterfaceRules.of(text);
    }
}
