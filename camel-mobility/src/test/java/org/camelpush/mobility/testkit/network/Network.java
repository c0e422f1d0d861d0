package org.camelpush.mobility.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.camelpush.mobility.bearer.SystemBearers;

/**
 * Three networks between this host and a server in a network namespace of its own, each a pair of virtual Ethernet devices. The
 * server has one address, to which each network leads what comes from this host's address on it, by routing rules. Needs root;
 * what it makes has the names of its slot and goes with it, at the latest when the slot is used again.
 */
public final class Network implements AutoCloseable {

    private static final int SLOTS = 16;
    private static final int FIRST_TABLE = 7700;

    /** One of the three; bearers have these names in small letters. */
    public enum Link {
        ETHERNET("ethernet unmetered"),
        WIFI("wifi unmetered"),
        CELLULAR("cellular metered");

        private final String rule;

        Link(String rule) {
            this.rule = rule;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int slot;
    private final FileChannel owner;
    private final Thread lastResort = new Thread(this::remove, "network-last-resort");

    private Network(int slot, FileChannel owner) {
        this.slot = slot;
        this.owner = owner;
    }

    /** Makes a network with these links up. */
    public static Network open(Link... links) {
        for (int slot = 0; slot < SLOTS; slot++) {
            FileChannel owner = lock(slot);
            if (owner != null) {
                Network network = new Network(slot, owner);
                Runtime.getRuntime().addShutdownHook(network.lastResort);
                try {
                    network.make(links);
                    return network;
                } catch (RuntimeException failure) {
                    network.close();
                    throw failure;
                }
            }
        }
        throw new IllegalStateException("All " + SLOTS + " slots for networks of tests are taken");
    }

    /** Null where another process, or another test of this one, has it. */
    private static FileChannel lock(int slot) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "camel-push-network-" + slot + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException ofThisProcess) {
                // taken
            }
            if (lock == null) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void make(Link... links) {
        remove(); // what was left by who was killed
        run("ip netns add " + namespace());
        run("ip -n " + namespace() + " link set lo up");
        run("ip -n " + namespace() + " addr add " + server() + "/32 dev lo");
        for (Link link : links) {
            add(link);
        }
    }

    /** Plugs it in, with its address and, by a rule and a table of its own, its route. */
    public void add(Link link) {
        String device = device(link);
        run("ip link add " + device + " type veth peer name " + far(link) + " netns " + namespace());
        run("ip -n " + namespace() + " addr add " + farAddress(link) + "/24 dev " + far(link));
        run("ip -n " + namespace() + " link set " + far(link) + " up");
        run("ip link set " + device + " up");
        addRule(link);
        addAddress(link);
    }

    /** Unplugs it. */
    public void remove(Link link) {
        Commands.tryTo("ip link del " + device(link));
        removeRule(link);
    }

    /** Connections of Multipath TCP stand on it too, from now on. */
    public void addPath(Link link) {
        run("ip -n " + namespace() + " mptcp limits set subflows 2 add_addr_accepted 2");
        run("ip mptcp endpoint add " + address(link) + " dev " + device(link) + " id " + pathId(link) + " subflow");
    }

    public void removePath(Link link) {
        Commands.tryTo("ip mptcp endpoint del id " + pathId(link));
    }

    private int pathId(Link link) {
        return 100 + slot * 4 + link.ordinal();
    }

    /** Whether what comes from its address leaves by it: see the doctor. */
    public void addRule(Link link) {
        run("ip rule add from " + address(link) + " lookup " + table(link) + " pref " + table(link));
    }

    public void removeRule(Link link) {
        Commands.tryTo("ip rule del pref " + table(link));
    }

    /** The carrier goes: the cable is pulled at the far end. */
    public void cut(Link link) {
        run("ip -n " + namespace() + " link set " + far(link) + " down");
    }

    public void mend(Link link) {
        run("ip -n " + namespace() + " link set " + far(link) + " up");
    }

    public void removeAddress(Link link) {
        run("ip addr del " + address(link) + "/24 dev " + device(link));
    }

    /** The kernel takes the route away with the address, and does not bring it back. */
    public void addAddress(Link link) {
        run("ip addr add " + address(link) + "/24 dev " + device(link));
        run("ip route replace default via " + farAddress(link) + " dev " + device(link) + " table " + table(link));
    }

    /** The device is up, and from now on nothing comes back by it. */
    public void blackHole(Link link) {
        run("ip -n " + namespace() + " route add blackhole " + address(link) + "/32");
    }

    public void endBlackHole(Link link) {
        run("ip -n " + namespace() + " route del blackhole " + address(link) + "/32");
    }

    /** A device whose name the kernel likes, and a shell would not; returns it. */
    public String addOddDevice() {
        run("ip link add " + odd() + " type veth peer name cp" + slot + "odd");
        return odd();
    }

    private String odd() {
        return "cp" + slot + ";$(id)|'\"";
    }

    /** The monitor as people use it, looking often, and at these devices only. */
    public SystemBearers monitor() {
        SystemBearers monitor = new SystemBearers();
        monitor.setInterval(100);
        monitor.setInterfaces(rules());
        return monitor;
    }

    public String rules() {
        List<String> rules = new ArrayList<>();
        for (Link link : Link.values()) {
            rules.add(device(link) + "=" + link.rule + " id:" + link.id());
        }
        return String.join("; ", rules) + "; *=ignore";
    }

    /** The address of the server, reached by each link. */
    public String server() {
        return "10.88." + slot + ".1";
    }

    /** This host's address on it. */
    public String address(Link link) {
        return "10.77." + (slot * 4 + link.ordinal()) + ".2";
    }

    private String farAddress(Link link) {
        return "10.77." + (slot * 4 + link.ordinal()) + ".1";
    }

    public String device(Link link) {
        return "cp" + slot + link.id().charAt(0);
    }

    private String far(Link link) {
        return device(link) + "-far";
    }

    /** The routing table of what comes from its address. */
    public int table(Link link) {
        return FIRST_TABLE + slot * 4 + link.ordinal();
    }

    private String namespace() {
        return "camel-push-" + slot;
    }

    /** That command, in the namespace of the server. */
    public List<String> there(String... command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace()));
        words.addAll(List.of(command));
        return words;
    }

    /** From which of this host's addresses connections to that port of the server stand, as the server sees it. */
    public List<Link> clients(int port) {
        String lines = run("ip netns exec " + namespace() + " ss -Htn state established sport = :" + port);
        List<Link> clients = new ArrayList<>();
        for (Link link : Link.values()) {
            lines.lines().filter(line -> line.contains(address(link) + ":")).forEach(line -> clients.add(link));
        }
        return clients;
    }

    /** A command on this host, as root. */
    public String run(String words) {
        return Commands.run(words);
    }

    /** The same, for what may have been undone already. */
    public void tryTo(String words) {
        Commands.tryTo(words);
    }

    private void remove() {
        for (Link link : Link.values()) {
            remove(link);
        }
        Commands.tryTo("ip link del " + odd());
        Commands.tryTo("ip netns del " + namespace());
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        remove();
        try {
            owner.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
