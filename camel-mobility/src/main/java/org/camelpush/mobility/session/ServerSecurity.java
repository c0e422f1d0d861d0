package org.camelpush.mobility.session;

/** When TLS begins on a connection to a server. */
public enum ServerSecurity {
    /** With the first octet. */
    TLS,
    /** By STARTTLS, before anything secret is sent. */
    STARTTLS,
    /** Never. */
    NONE
}
