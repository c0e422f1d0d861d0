package org.camelpush.examples.copstool;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.codec.MalformedMessageException;
import org.camelpush.cops.codec.MessageReader;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;

/** {@code print}: octets as messages, and messages for people. */
final class Print {

    /** No limit but that of an array: whoever has the octets may read them. */
    private static final CopsLimits LIMITS =
            new CopsLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, CopsLimits.MAX_HANDLE_LENGTH);

    private final InputStream in;
    private final PrintStream out;

    Print(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** False when something could not be read as a message. */
    boolean run(Arguments arguments) throws IOException {
        String file = arguments.only("file").option("file");
        if (arguments.words().isEmpty() == (file == null)) {
            throw new IllegalArgumentException("there must be either octets in hexadecimal or --file=FILE");
        }
        byte[] octets = file == null
                ? Hex.parse(String.join("", arguments.words()))
                : octets(file.equals("-") ? in.readAllBytes() : FileContents.of(Path.of(file)));
        return print(Unpooled.wrappedBuffer(octets));
    }

    /** No message begins with an octet that is a character. */
    private static byte[] octets(byte[] contents) {
        boolean text = contents.length > 0 && (contents[0] >= ' ' || Character.isWhitespace(contents[0]));
        return text ? Hex.parse(new String(contents, StandardCharsets.ISO_8859_1)) : contents;
    }

    private boolean print(ByteBuf octets) {
        MessageReader reader = new MessageReader(LIMITS);
        boolean sound = true;
        while (octets.isReadable()) {
            int start = octets.readerIndex();
            try {
                CopsMessage message = reader.read(octets);
                if (message == null) {
                    out.printf("%d octets that are no whole message%n", octets.readableBytes());
                    return false;
                }
                out.printf("%s, %d octets%n", MessageText.title(message), octets.readerIndex() - start);
                out.print(MessageText.objects(message));
            } catch (MalformedMessageException malformed) {
                sound = false;
                print(malformed.malformed());
            }
        }
        return sound;
    }

    private void print(MalformedMessage malformed) {
        out.printf(
                "Malformed, op code %d, client type 0x%04x: %s%n",
                malformed.opCode(), malformed.clientType(), malformed.what());
        out.print(MessageText.objects(CopsDecision.failed(malformed.error())));
    }
}
