package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a server does not take an access token, RFC 7628 §3.2.2: JSON in base64. Every value is bounded and printable, and
 * empty where the server did not give it.
 *
 * @param status the error: {@code invalid_token}, {@code insufficient_scope}, or a number such as 400
 * @param scope what a token must be good for
 * @param schemes kinds of token that the server takes
 */
public record OAuthChallenge(String status, String scope, String schemes) {

    private static final int MAX_VALUE = 200;
    private static final int MAX_CHALLENGE = 8_192;

    /** Reads what follows the server's {@code +}; what cannot be read says nothing. */
    public static OAuthChallenge of(String base64) {
        String json = decode(base64.length() > MAX_CHALLENGE ? "" : base64);
        return new OAuthChallenge(value(json, "status"), value(json, "scope"), value(json, "schemes"));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    /** A string or a number in a flat object: enough for what servers send, and no reason to bring a JSON library. */
    private static String value(String json, String key) {
        Matcher member = Pattern.compile('"' + key + "\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(\\d+))")
                .matcher(json);
        if (!member.find()) {
            return "";
        }
        String value =
                member.group(1) == null ? member.group(2) : member.group(1).replaceAll("\\\\(.)", "$1");
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > MAX_VALUE ? printable.substring(0, MAX_VALUE) + "…" : printable;
    }

    /** In words, with a space in front; empty where the server said nothing. */
    public String words() {
        String words = part("status", status) + part("scope", scope) + part("schemes", schemes);
        return words.isEmpty() ? "" : " (" + words.substring(2) + ")";
    }

    private static String part(String name, String value) {
        return value.isEmpty() ? "" : ", " + name + ' ' + value;
    }
}
