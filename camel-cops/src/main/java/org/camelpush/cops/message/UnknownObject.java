package org.camelpush.cops.message;

/**
 * An object of a class or type that is not known here; the peer has to be told so (RFC 2748 §2.2.8, §3.4).
 *
 * @param cNum its class, 0 to 255
 * @param cType its type, 0 to 255
 * @param contents what it holds
 */
public record UnknownObject(int cNum, int cType, Octets contents) {

    private static final int MAX_OCTET = 0xFF;

    public UnknownObject {
        Bounds.check("C-Num", cNum, 0, MAX_OCTET);
        Bounds.check("C-Type", cType, 0, MAX_OCTET);
        Bounds.content("an object", contents, 0);
    }

    /** What a PDP answers, or either side in a Client-Close. */
    public CopsError error() {
        return CopsError.unknownObject(cNum, cType);
    }
}
