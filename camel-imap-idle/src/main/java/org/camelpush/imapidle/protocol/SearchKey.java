package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which mails a search finds, as RFC 9051 §6.4.4 writes it. What is not ASCII stands in literals, in UTF-8; each literal
 * begins a line of its own, for the server must ask for it first.
 *
 * @param lines what goes over the wire, one octet a character; all but the last end in {@code {octets}}
 */
public record SearchKey(List<String> lines) {

    public SearchKey {
        lines = List.copyOf(lines);
    }

    /** True when the server must be told that this is UTF-8. */
    boolean needsCharset() {
        return lines.size() > 1;
    }

    /** Octets of the whole key. */
    public int length() {
        return lines.stream().mapToInt(String::length).sum();
    }

    /** Writes a key, and keeps apart what it consists of. */
    static final class Writer {

        private final List<String> lines = new ArrayList<>();
        private StringBuilder line = new StringBuilder();
        private boolean atBeginning = true;

        /** Words and numbers of IMAP itself. */
        Writer words(String words) {
            return space().add(words);
        }

        /**
         * A string of the user's.
         *
         * @throws IllegalArgumentException when it holds a control character: a line break would begin another command
         */
        Writer string(String value) {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a text with a control character");
            }
            space();
            if (value.chars().allMatch(c -> c < 127)) {
                return add('"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            }
            byte[] octets = value.getBytes(StandardCharsets.UTF_8);
            lines.add(add("{" + octets.length + '}').line.toString());
            line = new StringBuilder(new String(octets, StandardCharsets.ISO_8859_1));
            return this;
        }

        Writer open() {
            space().add("(");
            atBeginning = true;
            return this;
        }

        Writer close() {
            return add(")");
        }

        SearchKey key() {
            List<String> all = new ArrayList<>(lines);
            all.add(line.toString());
            return new SearchKey(all);
        }

        private Writer space() {
            return atBeginning ? this : add(" ");
        }

        private Writer add(String text) {
            line.append(text);
            atBeginning = false;
            return this;
        }
    }
}
