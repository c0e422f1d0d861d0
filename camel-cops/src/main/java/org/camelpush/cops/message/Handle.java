package org.camelpush.cops.message;

/**
 * Names a request state (RFC 2748 §2.2.1). Chosen by the PEP, unique in its connection and client type, compared octet by
 * octet.
 *
 * @param value 1 to 65531 octets
 */
public record Handle(Octets value) {

    public Handle {
        Bounds.content("a handle", value, 1);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
