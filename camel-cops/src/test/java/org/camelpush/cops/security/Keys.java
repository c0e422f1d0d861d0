package org.camelpush.cops.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.camelpush.cops.message.PepId;

/** Keys for tests. The first is that of the vectors. */
public final class Keys {

    public static final byte[] SECRET = "secretkey1234567".getBytes(StandardCharsets.US_ASCII);
    public static final byte[] OTHER_SECRET = "another secret, 32 octets long !".getBytes(StandardCharsets.US_ASCII);
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final PepId PEP = new PepId("pep1.example");

    private Keys() {}

    public static IntegrityKey seven() {
        return IntegrityKey.of(7, IntegrityAlgorithm.HMAC_MD5_96, SECRET);
    }

    public static IntegrityKey eight() {
        return IntegrityKey.of(8, IntegrityAlgorithm.HMAC_SHA_256_128, OTHER_SECRET);
    }

    public static KeyRing ring(IntegrityKey... keys) {
        return new KeyRing(List.of(keys));
    }
}
