package org.camelpush.cops.session;

/**
 * Whether somebody is there for what the PDP wants of a client type unasked.
 *
 * @param decisions carries decisions out
 * @param accounting says what an accounting report has to tell
 */
public record PepAttention(boolean decisions, boolean accounting) {

    static final PepAttention NONE = new PepAttention(false, false);
}
