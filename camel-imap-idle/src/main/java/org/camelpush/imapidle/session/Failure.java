package org.camelpush.imapidle.session;

/**
 * Why a session cannot go on with its connection.
 *
 * @param kind decides how the session comes back
 * @param text what happened, for a person, with the server's own words where it had any
 */
public record Failure(Kind kind, String text) {

    /** The classes of failure that are treated apart. */
    public enum Kind {
        /** No connection, or lost. */
        NETWORK,
        /** TLS could not be agreed, or the name does not match. */
        SECURITY,
        /** The server refused the account. */
        AUTHENTICATION,
        /** The server does not take the access token, or not any longer: a fresh one may do. */
        TOKEN,
        /** The server has no room now. */
        LIMIT,
        /** The folder cannot be opened. */
        FOLDER,
        /** The server does not talk IMAP. */
        PROTOCOL,
        /** No answer in time. */
        SILENCE,
        /** The server said goodbye. */
        BYE,
        /** The position could not be read. */
        POSITION
    }

    /** True when, before the greeting, it says that the host is down or has no room, whoever asks. */
    boolean isOfHost() {
        return kind == Kind.NETWORK || kind == Kind.SILENCE || kind == Kind.LIMIT || kind == Kind.BYE;
    }

    /** True when it may be over as soon as the network is another. */
    boolean isOfNetwork() {
        return kind == Kind.NETWORK || kind == Kind.SILENCE;
    }

    /** True when trying again soon would only annoy the server or lock the account. */
    public boolean isRefusal() {
        return kind == Kind.AUTHENTICATION || kind == Kind.TOKEN || kind == Kind.FOLDER || kind == Kind.SECURITY;
    }
}
