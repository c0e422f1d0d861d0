package org.camelpush.cops.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Octets that do not change, compared by value. What an object of a message holds that COPS itself does not interpret. */
public final class Octets {

    /** None. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    /** Octets that {@link #toString} shows. */
    private static final int SHOWN = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of these. */
    public static Octets of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Octets(octets.clone());
    }

    /**
     * So many, as somebody writes them.
     *
     * @param writer fills the array that it is given, and does not keep it
     */
    public static Octets filled(int length, Consumer<byte[]> writer) {
        if (length == 0) {
            return EMPTY;
        }
        byte[] octets = new byte[length];
        writer.accept(octets);
        return new Octets(octets);
    }

    /**
     * Shows them without a copy.
     *
     * @param reader neither changes the array that it is given, nor keeps it
     */
    public void read(Consumer<byte[]> reader) {
        reader.accept(octets);
    }

    /** Those of a text in UTF-8. */
    public static Octets ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Those written as pairs of hexadecimal digits, in either case.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static Octets ofHex(String hex) {
        return new Octets(HEX.parseHex(hex));
    }

    public int length() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** As a text in UTF-8; what is none becomes the replacement character. */
    public String toText() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Two digits in lower case for each. */
    public String toHex() {
        return HEX.formatHex(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** In hexadecimal; of many only the first, and how many there are. */
    @Override
    public String toString() {
        return octets.length <= SHOWN
                ? toHex()
                : HEX.formatHex(octets, 0, SHOWN) + "... (" + octets.length + " octets)";
    }
}
