package org.camelpush.imapidle.session.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.imapidle.protocol.Frame;
import org.camelpush.imapidle.protocol.FrameLimits;
import org.camelpush.imapidle.protocol.ProtocolViolationException;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.ResponseFramer;
import org.camelpush.imapidle.protocol.ResponseParser;
import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.SessionInput;

/** One connection: octets in fragments one way, lines the other, in order, until it breaks anywhere. */
final class Wire {

    private static final String END = "";

    private record Line(String text, boolean compressed) {}

    private final World world;
    /** Another one where the connection is lent. */
    private Shell shell;

    private final int generation;
    private final ResponseFramer framer;
    private final Faults faults;
    private final Deque<String> toClient = new ArrayDeque<>();
    private final Deque<Line> toServer = new ArrayDeque<>();
    private ModelConnection server;
    private long clientBusyUntil;
    private long serverBusyUntil;
    private boolean clientOpen = true;
    private boolean serverOpen = true;
    private boolean halfOpen;
    private boolean securing;
    private boolean stale;
    private boolean compressing;

    Wire(World world, Shell shell, int generation) {
        this.world = world;
        this.shell = shell;
        this.generation = generation;
        faults = world.schedule.faults;
        framer = new ResponseFramer(new FrameLimits(64 * 1024, 1024 * 1024), shell.bodies());
    }

    /** Another session uses it from here on. */
    void feeds(Shell other) {
        shell = other;
    }

    void connect() {
        if (faults.happens(faults.refusedConnection)) {
            world.gone(Path.CONNECTION_REFUSED);
            world.agenda.after(latency(), () -> broken(Failure.Kind.NETWORK, "refused"));
        } else if (faults.happens(faults.hangingConnection)) {
            world.gone(Path.CONNECTION_HANGS);
        } else {
            world.agenda.after(latency(), this::connected);
        }
    }

    private void connected() {
        shell.input(new SessionInput.Connected(generation));
        server = new ModelConnection(world, this);
        if (clientOpen) {
            world.agenda.after(latency(), server::greet);
        }
    }

    // --- from the server to the client

    void write(String octets) {
        if (serverOpen) {
            world.trace(generation + " S", () -> printable(octets));
            queueForClient(octets);
        }
    }

    /** The server closes, after what it has written. */
    void drop() {
        if (serverOpen) {
            queueForClient(END);
            serverOpen = false;
        }
    }

    private void queueForClient(String octets) {
        toClient.add(octets);
        clientBusyUntil = Math.max(clientBusyUntil, world.agenda.now() + latency());
        world.agenda.at(clientBusyUntil, this::arrive);
    }

    private void arrive() {
        if (toClient.isEmpty() || halfOpen || !clientOpen && !stale) {
            return;
        }
        StringBuilder packet = new StringBuilder(toClient.poll());
        boolean end = packet.isEmpty();
        while (!end && !toClient.isEmpty() && world.chance.in(0.3)) {
            String more = toClient.poll();
            packet.append(more);
            end = more.isEmpty();
        }
        if (faults.happens(faults.halfOpen)) {
            dieSilently();
        } else if (faults.happens(faults.cut)) {
            packet.setLength(world.chance.between(0, packet.length()));
            feed(packet.toString());
            noteCut();
            broken(Failure.Kind.NETWORK, "reset");
        } else {
            take(packet.toString(), end);
        }
    }

    private void take(String packet, boolean end) {
        if (packet.length() > 1 && world.chance.in(0.15)) {
            int first = world.chance.between(1, packet.length() - 1);
            if (end) {
                toClient.addFirst(END);
                world.agenda.after(latency(), this::arrive);
            }
            toClient.addFirst(packet.substring(first));
            feed(packet.substring(0, first));
            clientBusyUntil = Math.max(clientBusyUntil, world.agenda.now() + world.chance.millis(0, 50));
            world.agenda.at(clientBusyUntil, this::arrive);
            return;
        }
        feed(packet);
        if (end) {
            broken(Failure.Kind.NETWORK, "closed by the other side");
        }
    }

    private void noteCut() {
        if (shell.bodies().isWriting()) {
            world.gone(Path.CUT_IN_LITERAL);
        } else if (!framer.isEmpty()) {
            world.gone(Path.CUT_IN_LINE);
        } else if (shell.isFetching()) {
            world.gone(Path.CUT_BETWEEN_MAILS_OF_A_FETCH);
        }
    }

    private void dieSilently() {
        world.gone(Path.HALF_OPEN_PEER);
        halfOpen = true;
        if (world.chance.in(0.3)) {
            world.agenda.after(world.chance.millis(1_000, 1_000_000), () -> broken(Failure.Kind.NETWORK, "timed out"));
        }
    }

    private void feed(String octets) {
        ByteBuf in = Unpooled.wrappedBuffer(octets.getBytes(StandardCharsets.ISO_8859_1));
        try {
            read(in);
        } catch (ProtocolViolationException violation) {
            broken(Failure.Kind.PROTOCOL, violation.getMessage());
        }
        if (!clientOpen) {
            framer.discard();
        }
    }

    private void read(ByteBuf in) {
        boolean heard = false;
        while ((clientOpen || stale) && in.isReadable()) {
            if (securing) {
                broken(Failure.Kind.SECURITY, "octets between STARTTLS and TLS");
                return;
            }
            Optional<Frame> frame = framer.next(in);
            if (frame.isPresent()) {
                heard = true;
                Response response = ResponseParser.parse(frame.get());
                if (!clientOpen) {
                    world.gone(Path.STALE_INPUT);
                }
                shell.input(new SessionInput.Received(generation, response));
            }
        }
        if (!heard && clientOpen) {
            shell.input(new SessionInput.Heard(generation));
        }
    }

    private void broken(Failure.Kind kind, String words) {
        if (clientOpen || world.chance.in(0.2)) {
            boolean late = !clientOpen;
            shut();
            if (late) {
                world.gone(Path.STALE_INPUT);
            }
            shell.input(new SessionInput.Disconnected(generation, new Failure(kind, words)));
        }
    }

    // --- from the client to the server

    void send(String line) {
        toServer.add(new Line(line, compressing));
        serverBusyUntil = Math.max(serverBusyUntil, world.agenda.now() + latency());
        world.agenda.at(serverBusyUntil, () -> {
            Line next = toServer.poll();
            if (!halfOpen && clientOpen && server != null) {
                server.receive(next.text, next.compressed);
            }
        });
    }

    void compress() {
        compressing = true;
    }

    void startTls() {
        securing = true;
        world.agenda.after(latency() + world.chance.millis(0, 100), () -> {
            if (!clientOpen || !securing) {
                return;
            }
            if (faults.happens(faults.tlsFails)) {
                world.gone(Path.TLS_FAILED);
                broken(Failure.Kind.SECURITY, "certificate unknown");
            } else {
                securing = false;
                shell.input(new SessionInput.Secured(generation));
            }
        });
    }

    /** The client closes: what is still under way is lost, or comes too late. */
    void close() {
        stale = world.chance.in(0.2);
        shut();
        world.agenda.after(world.chance.millis(0, 500), () -> {
            stale = false;
            framer.discard();
        });
    }

    private void shut() {
        if (clientOpen) {
            clientOpen = false;
            if (!stale) {
                framer.discard();
            }
            if (server != null) {
                ModelConnection left = server;
                world.agenda.after(latency(), left::closed);
            }
        }
    }

    private long latency() {
        long usual = world.schedule.latency;
        if (faults.happens(faults.late)) {
            return world.chance.millis(0, 3_000);
        }
        return usual == 0 ? 0 : world.chance.random().nextLong(usual);
    }

    private static String printable(String octets) {
        return octets.replace("\r\n", "|").replaceAll("[^ -~|]", "?");
    }
}
