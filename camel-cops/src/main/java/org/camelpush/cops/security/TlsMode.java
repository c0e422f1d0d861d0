package org.camelpush.cops.security;

/** When a connection is encrypted by TLS (RFC 4261). */
public enum TlsMode {
    /** Never. */
    NONE,
    /** When the other side can do it. An attacker on the way can prevent it. */
    STARTTLS,
    /** Always, after both have said so in clear; there is no connection without. */
    REQUIRED,
    /** Always, from the first octet. */
    IMPLICIT;

    /** True when both sides agree on it in clear first. */
    boolean isNegotiated() {
        return this == STARTTLS || this == REQUIRED;
    }
}
