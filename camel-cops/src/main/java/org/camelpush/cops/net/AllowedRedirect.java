package org.camelpush.cops.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a PDP may redirect a PEP to. A redirection comes over the wire: without such a list, whoever can speak for a PDP could
 * send the PEP anywhere.
 *
 * @param host a name or an address; null for anywhere but this machine
 * @param prefixLength how many bits of the address count; -1 for all
 * @param port 0 for any
 */
public record AllowedRedirect(String host, int prefixLength, int port) {

    private static final int ALL = -1;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_BITS = 128;

    /**
     * Reads {@code *}, {@code host}, {@code host:port}, {@code [v6]:port}, {@code 10.1.0.0/16} or {@code [fd00::]/8:port}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static AllowedRedirect parse(String text) {
        if (text.equals("*")) {
            return new AllowedRedirect(null, ALL, 0);
        }
        int end = text.startsWith("[") ? text.indexOf(']') : -1;
        String host = end > 0 ? text.substring(1, end) : text.split("[:/]", 2)[0];
        String rest = text.substring(end > 0 ? end + 1 : host.length());
        int colon = rest.indexOf(':');
        String port = colon < 0 ? null : rest.substring(colon + 1);
        String prefix = colon < 0 ? rest : rest.substring(0, colon);
        if (host.isEmpty() || !prefix.isEmpty() && !prefix.startsWith("/")) {
            throw bad(text, null);
        }
        try {
            int bits = prefix.isEmpty() ? ALL : Integer.parseInt(prefix.substring(1));
            int number = port == null ? 0 : Integer.parseInt(port);
            if (bits < ALL || bits > MAX_BITS || number < 0 || number > MAX_PORT) {
                throw bad(text, null);
            }
            return new AllowedRedirect(host, bits, number);
        } catch (NumberFormatException noNumber) {
            throw bad(text, noNumber);
        }
    }

    private static IllegalArgumentException bad(String text, Throwable cause) {
        return new IllegalArgumentException(
                text + " is neither *, a host, a host:port nor a network such as 10.1.0.0/16; an IPv6 address stands in"
                        + " brackets",
                cause);
    }

    /** True when it may be gone there. Asks for the addresses of a name, and so may block. */
    boolean allows(InetAddress target, int targetPort) {
        if (port != 0 && port != targetPort) {
            return false;
        }
        if (host == null) {
            return !target.isLoopbackAddress() && !target.isLinkLocalAddress();
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(each -> isSame(each, target));
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private boolean isSame(InetAddress one, InetAddress other) {
        byte[] left = one.getAddress();
        byte[] right = other.getAddress();
        if (left.length != right.length) {
            return false;
        }
        int bits = prefixLength == ALL ? left.length * Byte.SIZE : prefixLength;
        for (int bit = 0; bit < Math.min(bits, left.length * Byte.SIZE); bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((left[bit / Byte.SIZE] & mask) != (right[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
