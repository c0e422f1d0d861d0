package org.camelpush.imapidle.session;

/** How the wait for an answer is limited. */
enum Patience {
    /** The answer is due within livenessTimeout, whatever else the server says meanwhile. */
    STRICT,
    /** The answer may take long as long as the server says something every livenessTimeout. */
    WHILE_HEARD
}
