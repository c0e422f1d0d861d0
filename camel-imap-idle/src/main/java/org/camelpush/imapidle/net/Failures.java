package org.camelpush.imapidle.net;

import java.net.UnknownHostException;
import java.security.cert.CertificateException;

import javax.net.ssl.SSLException;

import org.camelpush.imapidle.session.Failure;

/** Says in words, and in the session's terms, what an exception of the network means. */
final class Failures {

    private static final int MAX_DEPTH = 20;

    private Failures() {}

    /** Only a certificate or a name that is wrong is a matter of security; all else may pass by itself. */
    static Failure.Kind kindOf(Throwable cause) {
        Throwable each = cause;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            if (each instanceof CertificateException) {
                return Failure.Kind.SECURITY;
            }
            each = each.getCause();
        }
        return Failure.Kind.NETWORK;
    }

    static String words(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the name is not known: " + cause.getMessage();
        }
        if (cause instanceof SSLException && cause.getCause() instanceof CertificateException) {
            return cause.getCause().getMessage();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
