package org.camelpush.cops.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.camelpush.cops.message.Octets;

/** Wireshark's decoder, which knows COPS (RFC 2748) and was written by others. */
public final class Tshark {

    private static final int PORT = 3288;
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int RAW_IPV4 = 101;
    private static final int SNAP_LENGTH = 262_144;
    private static final int IP_AND_TCP = 40;
    private static final int PATIENCE_SECONDS = 120;

    private Tshark() {}

    static boolean isAvailable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tshark")));
    }

    /**
     * What tshark sees in these fields of each message.
     *
     * @return for each message the values of each field, in the order asked for
     */
    public static List<List<List<String>>> decode(List<Octets> messages, List<String> fields, Path folder)
            throws IOException, InterruptedException {
        Path capture = Files.write(folder.resolve("messages.pcap"), capture(messages));
        List<String> command = new ArrayList<>(
                List.of("tshark", "-n", "-r", capture.toString(), "-d", "tcp.port==" + PORT + ",cops", "-T", "fields"));
        command.addAll(List.of("-E", "separator=/t", "-E", "aggregator=\u0001", "-E", "occurrence=a"));
        fields.forEach(field -> command.addAll(List.of("-e", field)));
        Path output = folder.resolve("tshark.out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("tshark.err").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("tshark does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException("tshark: " + Files.readString(folder.resolve("tshark.err")));
        }
        return Files.readAllLines(output).stream().map(Tshark::columns).toList();
    }

    private static List<List<String>> columns(String line) {
        return Stream.of(line.split("\t", -1))
                .map(column -> column.isEmpty() ? List.<String>of() : List.of(column.split("\u0001", -1)))
                .toList();
    }

    /** Each message in a TCP segment of its own, one behind the other in one stream. */
    private static byte[] capture(List<Octets> messages) {
        ByteBuf out = Unpooled.buffer();
        out.writeInt(MAGIC)
                .writeShort(2)
                .writeShort(4)
                .writeLong(0)
                .writeInt(SNAP_LENGTH)
                .writeInt(RAW_IPV4);
        int sequence = 1;
        for (Octets message : messages) {
            int length = IP_AND_TCP + message.length();
            out.writeLong(0).writeInt(length).writeInt(length);
            out.writeShort(0x4500).writeShort(length).writeInt(0).writeInt(0x4006_0000);
            out.writeInt(0x7f000001).writeInt(0x7f000001);
            out.writeShort(40_000).writeShort(PORT).writeInt(sequence).writeInt(1);
            out.writeShort(0x5018).writeShort(0xffff).writeInt(0);
            out.writeBytes(message.toArray());
            sequence += message.length();
        }
        return ByteBufUtil.getBytes(out);
    }
}
