package org.camelpush.cops.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.camelpush.cops.message.Octets;

/** Messages that were made by another encoder, by name. */
public final class Vectors {

    private static final Map<String, Octets> ALL = read();

    private Vectors() {}

    public static Map<String, Octets> all() {
        return ALL;
    }

    public static Octets get(String name) {
        return ALL.get(name);
    }

    private static Map<String, Octets> read() {
        Map<String, Octets> vectors = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Vectors.class.getResourceAsStream("/cops-vectors.txt"), StandardCharsets.US_ASCII))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(parts -> vectors.put(parts[0], Octets.ofHex(parts[1])));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return vectors;
    }
}
