package org.camelpush.cops.codec;

import org.camelpush.cops.message.MalformedMessage;

/** A peer sent what is no message. Says what is needed to answer it; has no stack trace, for a peer could ask for many. */
public final class MalformedMessageException extends Exception {

    private final transient MalformedMessage malformed;

    MalformedMessageException(MalformedMessage malformed) {
        super(malformed.what(), null, false, false);
        this.malformed = malformed;
    }

    public MalformedMessage malformed() {
        return malformed;
    }
}
