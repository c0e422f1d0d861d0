package org.camelpush.cops.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import org.camelpush.cops.codec.SignedPart;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.PepId;

/** The Integrity of one connection: signs what goes and checks what comes (RFC 2748 §2.2.16, §4.1). */
final class Seals {

    private static final long MAX_NUMBER = 0xFFFF_FFFFL;

    private final KeyRing keys;
    private final RandomGenerator random;
    private PepId pep;
    private Signature first;
    private boolean secured;
    /** The number of the last message that came, or the one that this side began with. Of more than 32 bits. */
    private long received;

    private long sent;
    private IntegrityKey lastKey;

    Seals(KeyRing keys, RandomGenerator random) {
        this.keys = keys;
        this.random = random;
    }

    /**
     * Begins: what comes is to be counted from a number of this side's choice.
     *
     * @return what the message that says so has to say; null when no key is valid now
     */
    Integrity.Hmac begin(PepId of, Instant now) {
        pep = of;
        lastKey = keys.forSending(of, now);
        if (lastKey == null) {
            return null;
        }
        received = keys.firstNumber(now, random);
        first = new Signature(new Integrity.Hmac(lastKey.id(), received & MAX_NUMBER, lastKey.blank()), lastKey);
        return first.integrity();
    }

    /** Both have said their numbers: from now on every message is signed, those of this side counted from this one. */
    void secured(long peersNumber) {
        sent = peersNumber;
        secured = true;
    }

    boolean isSecured() {
        return secured;
    }

    boolean isOf(PepId other) {
        return pep.equals(other);
    }

    /** Whether somebody who has a key has made it; null when so. The number is no matter here. */
    SecurityFault verify(SignedPart part, PepId of, Instant now) {
        Integrity.Hmac integrity = part.integrity();
        IntegrityKey key = keys.named(integrity.keyId(), of);
        if (key == null) {
            return SecurityFault.failed("there is no key " + integrity.keyId() + " for PEP " + of);
        }
        if (!key.isValid(now)) {
            return SecurityFault.failed(key + " is not valid now, at " + now);
        }
        return key.made(integrity.digest(), part.octets())
                ? null
                : SecurityFault.failed("the digest is not that of " + key);
    }

    /** Whether it is the next message of the other side; null when so. */
    SecurityFault check(SignedPart part, Instant now) {
        if (part == null) {
            return SecurityFault.required(SecurityFault.HMAC, "a message without Integrity behind the agreement on it");
        }
        SecurityFault fault = verify(part, pep, now);
        if (fault != null) {
            return fault;
        }
        long expected = received + 1 & MAX_NUMBER;
        if (part.integrity().sequence() != expected) {
            return SecurityFault.failed(
                    "the message has number " + part.integrity().sequence() + " instead of " + expected
                            + ": one was repeated, left out or put elsewhere");
        }
        received++;
        return null;
    }

    /** How to sign this message; null when it is not to be signed. */
    Signature sign(CopsMessage message, InstantSource clock) {
        if (message.integrity() instanceof Integrity.Hmac) {
            return first;
        }
        if (!secured) {
            return null;
        }
        IntegrityKey key = keys.forSending(pep, clock.instant());
        // one that is no longer valid is for the other side to refuse: without any it would look like clear text
        lastKey = key == null ? lastKey : key;
        sent = sent + 1 & MAX_NUMBER;
        return new Signature(new Integrity.Hmac(lastKey.id(), sent, lastKey.blank()), lastKey);
    }

    /** The connection is over: what was counted is not counted again. */
    void end() {
        if (first != null) {
            keys.used(received);
        }
    }
}
