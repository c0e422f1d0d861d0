package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Capabilities;

/** How to log in. */
public enum AuthMechanism {
    /**
     * A password by PLAIN where the server has it, else by LOGIN; an OAuth profile's token by OAUTHBEARER where the
     * server has it, else by XOAUTH2.
     */
    AUTO,
    /** AUTHENTICATE PLAIN (RFC 4616). */
    PLAIN,
    /** The LOGIN command (RFC 9051 §6.2.3). */
    LOGIN,
    /** Google's and Microsoft's way to log in by an OAuth 2.0 access token, older than the RFC's. */
    XOAUTH2,
    /** Log in by an OAuth 2.0 access token (RFC 7628). */
    OAUTHBEARER;

    /** True when what is sent instead of a password is an access token. */
    public boolean isToken() {
        return this == XOAUTH2 || this == OAUTHBEARER;
    }

    /** RFC 9051 §6.2.3: LOGIN needs no offer, but must not be used where the server says so. */
    boolean isOffered(Capabilities capabilities) {
        return this == LOGIN ? !capabilities.has("LOGINDISABLED") : capabilities.has("AUTH=" + name());
    }
}
