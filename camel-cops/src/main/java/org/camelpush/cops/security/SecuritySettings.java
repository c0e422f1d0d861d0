package org.camelpush.cops.security;

import java.util.Objects;

/**
 * How connections are secured.
 *
 * @param keys those of Integrity objects; an empty ring is for none. A PEP that has keys demands Integrity
 * @param requireIntegrity a PDP demands Integrity; without it only those PEPs have it that ask for it
 * @param tls when there is TLS
 * @param bindPepId the certificate of a PEP must be for its PEPID
 */
public record SecuritySettings(KeyRing keys, boolean requireIntegrity, TlsMode tls, boolean bindPepId) {

    public SecuritySettings {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(tls, "tls");
    }

    /** Everything in clear. */
    public static SecuritySettings none() {
        return new SecuritySettings(new KeyRing(), false, TlsMode.NONE, false);
    }
}
