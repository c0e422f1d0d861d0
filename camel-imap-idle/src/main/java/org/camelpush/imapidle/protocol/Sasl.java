package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a client says to a SASL mechanism, in base64 as IMAP carries it (RFC 9051 §6.2.2). */
public final class Sasl {

    private static final char SEPARATOR = '\u0001';

    private Sasl() {}

    /** RFC 4616 §2. */
    public static String plain(String user, String password) {
        return base64('\0' + user + '\0' + password);
    }

    /** Google's own mechanism: {@code user=…^Aauth=Bearer …^A^A}. */
    public static String xoauth2(String user, String token) {
        return base64("user=" + user + SEPARATOR + bearer(token));
    }

    /** RFC 7628 §3.1; host and port are for other kinds of token. */
    public static String oauthBearer(String user, String token) {
        String name = user.replace("=", "=3D").replace(",", "=2C"); // RFC 5801 §4, saslname
        return base64("n,a=" + name + ',' + SEPARATOR + bearer(token));
    }

    private static String bearer(String token) {
        return "auth=Bearer " + token + SEPARATOR + SEPARATOR;
    }

    private static String base64(String message) {
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }
}
