package org.camelpush.cops.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import org.camelpush.cops.codec.SignedPart;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;

/**
 * The security of one connection, at either end: takes what happened, and answers what is to be done, in order. Behind a refusal
 * nothing that comes is to be fed. The clock is looked at only where there are keys.
 */
public sealed interface ConnectionSecurity permits PdpSecurity, PepSecurity {

    /** The connection stands. */
    List<SecurityEffect> connected(Instant now);

    /**
     * TLS is up, and the other side is who it should be.
     *
     * @param peerNames whom its certificate is for; empty when it has shown none
     */
    List<SecurityEffect> tlsUp(Set<String> peerNames, Instant now);

    /** Something came in clear where TLS had to begin. */
    List<SecurityEffect> clearText();

    /**
     * The other side said something.
     *
     * @param signed null where it is not signed
     */
    List<SecurityEffect> received(CopsMessage message, SignedPart signed, InstantSource clock);

    /** The other side sent what is no message. */
    List<SecurityEffect> malformed(MalformedMessage message, SignedPart signed, InstantSource clock);

    /** How to sign a message that goes out next; null when it is not to be signed. */
    Signature sign(CopsMessage message, InstantSource clock);

    /** The connection is over. */
    void end();
}
