package org.camelpush.cops.security;

import org.camelpush.cops.message.Integrity;

/**
 * How a message is to be signed.
 *
 * @param integrity what it says, with a blank in the place of the digest
 * @param key makes the digest
 */
public record Signature(Integrity.Hmac integrity, IntegrityKey key) {}
