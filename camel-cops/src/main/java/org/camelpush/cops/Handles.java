package org.camelpush.cops;

import org.apache.camel.Message;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Octets;

/** Handles as routes see them: in hexadecimal. */
final class Handles {

    private Handles() {}

    static String text(Handle handle) {
        return handle.value().toHex();
    }

    /**
     * The one in the header; null where there is none.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Handle of(Message message) {
        String hex = message.getHeader(CopsConstants.HANDLE, String.class);
        try {
            return hex == null ? null : new Handle(Octets.ofHex(hex));
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "The header " + CopsConstants.HANDLE + " must be a handle in hexadecimal, as it was brought", bad);
        }
    }
}
