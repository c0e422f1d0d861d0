package org.camelpush.imapidle.protocol;

import java.util.List;

/**
 * One whole response: its text without the final CRLF, and the bodies that were taken out of it.
 *
 * @param text the response; each {@code BODY[...]} literal is replaced by an empty quoted string, other literals stay
 * @param bodies the bodies taken out, in order
 */
public record Frame(String text, List<Body> bodies) {

    public Frame {
        bodies = List.copyOf(bodies);
    }
}
