package org.camelpush.imapidle.net;

import java.io.IOException;
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
        return isBecauseOf(CertificateException.class, cause) ? Failure.Kind.SECURITY : Failure.Kind.NETWORK;
    }

    /** Credentials that could not be had: who gives tokens may be out of reach for a moment, or may say no. */
    static Failure.Kind kindOfMissing(Throwable cause) {
        return isBecauseOf(IOException.class, cause) ? Failure.Kind.NETWORK : Failure.Kind.AUTHENTICATION;
    }

    private static boolean isBecauseOf(Class<? extends Exception> type, Throwable cause) {
        Throwable each = cause;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            if (type.isInstance(each)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
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
