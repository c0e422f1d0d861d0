package org.camelpush.cops.security;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;

import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.PepId;

/**
 * A secret that a PEP and a PDP share, and when it is valid (RFC 2748 §4.2). Does not change. Never shows its secret.
 */
public final class IntegrityKey {

    /** The shortest secret, in octets: shorter than its digest an HMAC is weakened (RFC 2104 §3). */
    public static final int MIN_SECRET = 16;

    private static final long MAX_ID = 0xFFFF_FFFFL;

    private final long id;
    private final IntegrityAlgorithm algorithm;
    private final byte[] secret;
    private final Instant from;
    private final Instant until;
    private final String pepId;

    private IntegrityKey(
            long id, IntegrityAlgorithm algorithm, byte[] secret, Instant from, Instant until, String pepId) {
        this.id = id;
        this.algorithm = algorithm;
        this.secret = secret;
        this.from = from;
        this.until = until;
        this.pepId = pepId;
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "Key " + id + " is valid from " + from + " until " + until + "; its end must be behind its begin");
        }
    }

    /**
     * A key that is always valid, and for every PEP.
     *
     * @param id by which messages name it, 0 to 4294967295
     * @param secret {@value #MIN_SECRET} octets at least
     * @throws IllegalArgumentException when a bound is not kept, or this JVM has not the algorithm
     */
    public static IntegrityKey of(long id, IntegrityAlgorithm algorithm, byte[] secret) {
        if (id < 0 || id > MAX_ID) {
            throw new IllegalArgumentException("Key ID is " + id + "; it must be 0 to " + MAX_ID);
        }
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException("The secret of key " + id + " has " + secret.length
                    + " octets; it must have at least " + MIN_SECRET);
        }
        if (!algorithm.isAvailable()) {
            throw new IllegalArgumentException(
                    "This JVM has no " + algorithm.rfcName() + ", which key " + id + " is for");
        }
        return new IntegrityKey(id, algorithm, secret.clone(), Instant.MIN, Instant.MAX, null);
    }

    /** The same key, valid from this time on. */
    public IntegrityKey validFrom(Instant begin) {
        return new IntegrityKey(id, algorithm, secret, Objects.requireNonNull(begin, "begin"), until, pepId);
    }

    /** The same key, valid until this time. */
    public IntegrityKey validUntil(Instant end) {
        return new IntegrityKey(id, algorithm, secret, from, Objects.requireNonNull(end, "end"), pepId);
    }

    /**
     * The same key, for this PEP alone. Its id may be that of another PEP's key, for an id is relative to a PEPID
     * (RFC 2748 §4.2).
     */
    public IntegrityKey forPep(String name) {
        return new IntegrityKey(id, algorithm, secret, from, until, new PepId(name).value());
    }

    public long id() {
        return id;
    }

    public IntegrityAlgorithm algorithm() {
        return algorithm;
    }

    /** {@link Instant#MIN} where it has no begin. */
    public Instant from() {
        return from;
    }

    /** {@link Instant#MAX} where it has no end. */
    public Instant until() {
        return until;
    }

    /** Null where it is for every PEP. */
    public String pepId() {
        return pepId;
    }

    /** RFC 2748 §4.2: a receiver accepts a key within its lifetime, and at no other time. */
    public boolean isValid(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    boolean isFor(PepId pep) {
        return pepId == null || pepId.equals(pep.value());
    }

    /** What a digest made by this key has in its place until it is made. */
    Octets blank() {
        return Octets.of(new byte[algorithm.length()]);
    }

    /** The digest of what remains in the buffer. */
    public byte[] digest(ByteBuffer octets) {
        return algorithm.digest(secret, octets);
    }

    /** Takes as long for a wrong digest as for the right one. */
    boolean made(Octets digest, ByteBuffer octets) {
        return MessageDigest.isEqual(digest(octets), digest.toArray());
    }

    /** For people; without the secret. */
    @Override
    public String toString() {
        return "key " + id + (pepId == null ? "" : " of " + pepId) + " (" + algorithm.rfcName()
                + (from.equals(Instant.MIN) ? "" : ", from " + from)
                + (until.equals(Instant.MAX) ? "" : ", until " + until) + ")";
    }
}
