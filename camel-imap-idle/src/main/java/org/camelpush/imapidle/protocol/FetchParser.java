package org.camelpush.imapidle.protocol;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.mail.util.SharedByteArrayInputStream;

/**
 * Reads FETCH responses (RFC 9051 §7.5.2) as far as push mail asks for their items. Not with Angus Mail's parser, which
 * ends in a StackOverflowError on a body structure nested deeply enough, and rejects items that it does not know: docs/adr/0006-fetch-is-read-without-angus.md.
 */
final class FetchParser {

    private final List<Body> bodies;
    private int bodiesSeen;
    private long uid;
    private long size = -1;
    private Set<String> flags = Set.of();
    private boolean flagsSaid;
    private long modSeq;
    private Instant receivedAt;
    private Body body;
    private Body header;
    private List<MailPart> parts;

    private FetchParser(List<Body> bodies) {
        this.bodies = bodies;
    }

    /** Reads what follows the word FETCH; the bodies that are not the message are released where it can be read. */
    static FetchedMail parse(String items, List<Body> bodies) {
        FetchParser parser = new FetchParser(bodies);
        try {
            parser.read(new FetchItems(items));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            // without the parser's words: they quote what may be a part of somebody's mail
            throw new ProtocolViolationException("The server sent a FETCH response that cannot be read");
        }
        Body content = parser.body == null ? parser.header : parser.body;
        bodies.stream().filter(other -> other != content).forEach(Body::release);
        return new FetchedMail(
                parser.uid,
                parser.flags,
                parser.flagsSaid,
                parser.modSeq,
                parser.size(),
                parser.receivedAt,
                parser.download(),
                content,
                parser.parts);
    }

    /** RFC 9051 §6.4.5: RFC822.SIZE is the number of octets of the whole message, so one that is here needs none. */
    private long size() {
        return size < 0 && body != null ? body.size() : size;
    }

    private Download download() {
        if (body != null) {
            return Download.FULL;
        }
        return header == null ? Download.NONE : Download.HEADERS;
    }

    private void read(FetchItems items) {
        for (String name = items.nextName(); name != null; name = items.nextName()) {
            switch (name) {
                case "UID" -> uid = items.uid();
                case "FLAGS" -> {
                    flags = items.atoms();
                    flagsSaid = true;
                }
                case "MODSEQ" -> modSeq = items.modSeq();
                case "RFC822.SIZE" -> size = items.number();
                case "INTERNALDATE" -> receivedAt = date(items.nstring());
                case "BODY[]" -> body = message(items.nstring());
                case "BODY[HEADER]" -> header = message(items.nstring());
                case "BODYSTRUCTURE" ->
                    parts = BodyStructure.parts(items.list(BodyStructure.MAX_DEPTH, BodyStructure.MAX_VALUES));
                default -> other(name, items);
            }
        }
        if (bodiesSeen < bodies.size()) {
            throw new IllegalArgumentException("a body stands where none can be");
        }
    }

    private static Instant date(byte[] text) {
        return text == null ? null : InternalDate.parse(text);
    }

    /** The framer leaves an empty string where it took a body out; without such a body the string is the message. */
    private Body message(byte[] octets) {
        if (octets == null) {
            return null;
        }
        return octets.length == 0 && bodiesSeen < bodies.size() ? bodies.get(bodiesSeen++) : new QuotedBody(octets);
    }

    private void other(String name, FetchItems items) {
        if (name.startsWith("BODY[")) {
            message(items.nstring());
        } else {
            items.skip();
        }
    }

    /** A message short enough that the server sent it as a quoted string. */
    private record QuotedBody(byte[] octets) implements Body {
        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            return new SharedByteArrayInputStream(octets);
        }

        @Override
        public void release() {
            // garbage collection does it
        }
    }
}
