package org.camelpush.cops.security;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a key makes the digest of a message. On the wire only the key is named: both sides know its algorithm. */
public enum IntegrityAlgorithm {
    /** The one that every COPS must have (RFC 2748 §2.2.16): HMAC-MD5, the first 96 bits. */
    HMAC_MD5_96("HMAC-MD5-96", "HmacMD5", 12),
    /** Not in RFC 2748: HMAC-SHA-256, the first 128 bits (as RFC 4868 cuts it). Both sides must be told to. */
    HMAC_SHA_256_128("HMAC-SHA-256-128", "HmacSHA256", 16);

    private static final byte[] ANY_KEY = {0};

    private final String rfcName;
    private final String javaName;
    private final int length;

    IntegrityAlgorithm(String rfcName, String javaName, int length) {
        this.rfcName = rfcName;
        this.javaName = javaName;
        this.length = length;
    }

    /**
     * The one with this name, such as {@code HMAC-MD5-96}, in either case.
     *
     * @throws IllegalArgumentException when there is none, saying which there are
     */
    public static IntegrityAlgorithm ofName(String name) {
        return Arrays.stream(values())
                .filter(each -> each.rfcName.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no algorithm " + name + "; it must be "
                        + HMAC_MD5_96.rfcName + " or " + HMAC_SHA_256_128.rfcName));
    }

    /** As RFCs write it. */
    public String rfcName() {
        return rfcName;
    }

    /** Octets of a digest. */
    public int length() {
        return length;
    }

    /** False where this JVM has it not, as one that is held to FIPS has no MD5. */
    public boolean isAvailable() {
        try {
            mac(ANY_KEY);
            return true;
        } catch (GeneralSecurityException missing) {
            return false;
        }
    }

    /**
     * The digest of what remains in the buffer.
     *
     * @throws IllegalStateException when this JVM has not the algorithm
     */
    byte[] digest(byte[] secret, ByteBuffer octets) {
        try {
            Mac mac = mac(secret);
            mac.update(octets);
            return Arrays.copyOf(mac.doFinal(), length);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JVM has no " + rfcName, missing);
        }
    }

    private Mac mac(byte[] secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(javaName);
        mac.init(new SecretKeySpec(secret, javaName));
        return mac;
    }
}
