package org.camelpush.cops.security;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads keys from a text: one on each line, as words {@code name=value}; what is behind {@code #} is for people.
 *
 * <pre>
 * id=7 secret=hex:00112233445566778899aabbccddeeff until=2027-01-01T00:00:00Z
 * id=8 secret=base64:ABEiM0RVZneImaq7zN3u/w== from=2026-12-01T00:00:00Z algorithm=HMAC-SHA-256-128 pep=edge-1
 * </pre>
 */
public final class KeyFile {

    private static final Set<String> NAMES = Set.of("id", "algorithm", "secret", "from", "until", "pep");

    private KeyFile() {}

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException when a line is wrong; names the line, and nothing of a secret
     */
    public static List<IntegrityKey> read(List<String> lines) {
        List<IntegrityKey> keys = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty()) {
                try {
                    keys.add(key(words(line)));
                } catch (IllegalArgumentException wrong) {
                    throw new IllegalArgumentException("Line " + number + " of the keys: " + wrong.getMessage(), wrong);
                }
            }
        }
        return keys;
    }

    private static Map<String, String> words(String line) {
        Map<String, String> words = new HashMap<>();
        for (String word : line.split("\\s+")) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? "" : word.substring(0, equals);
            if (!NAMES.contains(name)) {
                // what stands there may be a part of a secret
                throw new IllegalArgumentException(
                        "there is a word that is none of id=, algorithm=, secret=, from=," + " until= and pep=");
            }
            if (words.put(name, word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(name + "= stands there twice");
            }
        }
        return words;
    }

    private static IntegrityKey key(Map<String, String> words) {
        IntegrityKey key = IntegrityKey.of(
                id(needed(words, "id")),
                IntegrityAlgorithm.ofName(words.getOrDefault("algorithm", IntegrityAlgorithm.HMAC_MD5_96.rfcName())),
                secret(needed(words, "secret")));
        if (words.containsKey("from")) {
            key = key.validFrom(time("from", words.get("from")));
        }
        if (words.containsKey("until")) {
            key = key.validUntil(time("until", words.get("until")));
        }
        return words.containsKey("pep") ? key.forPep(words.get("pep")) : key;
    }

    private static String needed(Map<String, String> words, String name) {
        String value = words.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + "= is missing");
        }
        return value;
    }

    private static long id(String value) {
        try {
            return Long.decode(value);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("id=" + value + " is no number");
        }
    }

    private static Instant time(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(
                    name + "=" + value + " is no time; it must be such as 2027-01-01T00:00:00Z");
        }
    }

    /** Its exceptions say nothing of what stands there. */
    private static byte[] secret(String value) {
        int colon = value.indexOf(':');
        String form = colon < 0 ? "" : value.substring(0, colon);
        String rest = value.substring(colon + 1);
        try {
            return switch (form) {
                case "hex" -> HexFormat.of().parseHex(rest);
                case "base64" -> Base64.getDecoder().decode(rest);
                case "text" -> rest.getBytes(StandardCharsets.UTF_8);
                default -> throw new IllegalArgumentException();
            };
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("secret= must be hex:, base64: or text: and what that says");
        }
    }
}
