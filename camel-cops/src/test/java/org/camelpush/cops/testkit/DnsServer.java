package org.camelpush.cops.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;

/** A name server on the loopback interface that knows SRV records, by UDP. */
public final class DnsServer implements Closeable {

    private static final int MAX_LENGTH = 4_096;
    private static final long TTL = 3_600;

    private final DatagramSocket socket;
    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final List<Name> asked = new CopyOnWriteArrayList<>();

    private DnsServer(DatagramSocket socket) {
        this.socket = socket;
        Thread thread = new Thread(this::serve, "dns");
        thread.setDaemon(true);
        thread.start();
    }

    public static DnsServer start() throws IOException {
        return new DnsServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    }

    /** What asks this server. */
    public Resolver resolver() {
        return new SimpleResolver(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()));
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Has these records from now on, and no others. */
    public DnsServer service(String service, Record... now) {
        records.put(name(service), List.of(now));
        return this;
    }

    /** A PDP at this port of this machine. */
    public static Record record(String service, int priority, int port) {
        return record(service, priority, port, "localhost");
    }

    public static Record record(String service, int priority, int port, String target) {
        return new SRVRecord(name(service), DClass.IN, TTL, priority, 0, port, name(target));
    }

    /** How often it was asked for this service. */
    public long asked(String service) {
        return asked.stream().filter(name(service)::equals).count();
    }

    private void serve() {
        byte[] octets = new byte[MAX_LENGTH];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(octets, octets.length);
                socket.receive(packet);
                byte[] answer = answer(new Message(java.util.Arrays.copyOf(octets, packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (SocketException closed) {
                return;
            } catch (IOException wrong) {
                throw new IllegalStateException(wrong);
            }
        }
    }

    private Message answer(Message question) {
        Name name = question.getQuestion().getName();
        asked.add(name);
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        List<Record> known = records.get(name);
        if (known == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            known.forEach(record -> answer.addRecord(record, Section.ANSWER));
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
