package org.camelpush.examples.copstool;

import java.util.HexFormat;

/** Reads octets in hexadecimal. */
final class Hex {

    private Hex() {}

    /** Those of a text: pairs of digits in either case, white space, and lines that begin with # and do not count. */
    static byte[] parse(String text) {
        String digits = text.replaceAll("(?m)^#.*$", "").replaceAll("\\s", "");
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException("octets must be pairs of hexadecimal digits", no);
        }
    }
}
