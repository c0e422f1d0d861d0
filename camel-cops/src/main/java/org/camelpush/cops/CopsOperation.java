package org.camelpush.cops;

/** What a PEP does. */
public enum CopsOperation {
    /** Asks for a decision, which becomes the body. */
    REQUEST,
    /** Reports on a request state. */
    REPORT,
    /** Deletes a request state. */
    DELETE
}
