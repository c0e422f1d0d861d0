package org.camelpush.imapidle.testkit;

import java.io.IOException;

/** The TLS handshake of a scripted connection did not succeed, which many a test wants: not a failure of the script. */
public final class TlsHandshakeException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsHandshakeException(IOException cause) {
        super("TLS handshake failed: " + cause.getMessage(), cause);
    }
}
