package org.camelpush.imapidle.protocol;

import jakarta.mail.Flags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchItem;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/** Reads FETCH responses with Angus Mail's parser. */
final class FetchParser {

    /** Angus asks it only whether to be strict. */
    private static final Protocol LENIENT = lenient();

    private static final Map<Flags.Flag, String> SYSTEM_FLAGS = Map.of(
            Flags.Flag.SEEN, "\\Seen",
            Flags.Flag.ANSWERED, "\\Answered",
            Flags.Flag.FLAGGED, "\\Flagged",
            Flags.Flag.DELETED, "\\Deleted",
            Flags.Flag.DRAFT, "\\Draft",
            Flags.Flag.RECENT, "\\Recent");

    private FetchParser() {}

    static FetchedMail parse(Frame frame) {
        try {
            FetchResponse response =
                    new FetchResponse(new IMAPResponse(frame.text(), true), new FetchItem[0], LENIENT);
            return mail(frame, response);
        } catch (Exception malformed) {
            frame.bodies().forEach(Body::release);
            // without the parser's words: they quote what may be a part of somebody's mail
            throw new ProtocolViolationException("The server sent a FETCH response that cannot be read");
        }
    }

    private static FetchedMail mail(Frame frame, FetchResponse response) {
        UID uid = response.getItem(UID.class);
        RFC822SIZE size = response.getItem(RFC822SIZE.class);
        INTERNALDATE received = response.getItem(INTERNALDATE.class);
        Date date = received == null ? null : received.getDate();
        return new FetchedMail(
                uid == null ? 0 : uid.uid,
                flags(response.getItem(FLAGS.class)),
                size == null ? -1 : size.size,
                date == null ? null : Instant.ofEpochMilli(date.getTime()),
                body(frame, response));
    }

    /** The whole message stands in {@code BODY[]}; a body that was sent for something else is not ours. */
    private static Body body(Frame frame, FetchResponse response) {
        BODY item = response.getItem(BODY.class);
        if (item == null || item.getByteArray() == null) {
            frame.bodies().forEach(Body::release);
            return null;
        }
        if (frame.bodies().isEmpty()) {
            return new QuotedBody(item.getByteArray().getNewBytes());
        }
        frame.bodies().stream().skip(1).forEach(Body::release);
        return frame.bodies().get(0);
    }

    private static Set<String> flags(FLAGS item) {
        Set<String> names = new HashSet<>();
        if (item != null) {
            for (Flags.Flag flag : item.getSystemFlags()) {
                names.add(SYSTEM_FLAGS.getOrDefault(flag, "\\*"));
            }
            names.addAll(Set.of(item.getUserFlags()));
        }
        return names;
    }

    private static Protocol lenient() {
        try {
            PrintStream nowhere =
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.US_ASCII);
            return new Protocol(new ByteArrayInputStream(new byte[0]), nowhere, new Properties(), false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A message short enough that the server sent it as a quoted string. */
    private record QuotedBody(byte[] octets) implements Body {
        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public java.io.InputStream open() {
            return new jakarta.mail.util.SharedByteArrayInputStream(octets);
        }

        @Override
        public void release() {
            // garbage collection does it
        }
    }
}
