package org.camelpush.imapidle.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens as an OAuth server would (RFC 7519, HS256). */
final class TokenSigner {

    static final byte[] KEY = "a key of a test, and of nothing else".getBytes(StandardCharsets.US_ASCII);

    private TokenSigner() {}

    static String sign(String user, Duration validity) {
        Instant now = Instant.now();
        Instant issued = validity.isNegative() ? now.plus(validity).minusSeconds(60) : now.minusSeconds(60);
        String claims = "{\"sub\":\"%s\",\"iss\":\"camel-push\",\"iat\":%d,\"nbf\":%d,\"exp\":%d}"
                .formatted(
                        user,
                        issued.getEpochSecond(),
                        issued.getEpochSecond(),
                        now.plus(validity).getEpochSecond());
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + '.'
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return signed + '.' + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
