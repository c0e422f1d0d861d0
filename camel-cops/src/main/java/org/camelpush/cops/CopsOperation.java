package org.camelpush.cops;

import java.util.EnumSet;
import java.util.Set;

/** What a producer does. */
public enum CopsOperation {
    /** A PEP asks for a decision, which becomes the body. */
    REQUEST,
    /** A PEP reports on a request state. */
    REPORT,
    /** A PEP deletes a request state. */
    DELETE,
    /** A PDP changes its decision on a request state. */
    DECIDE,
    /** A PDP asks a PEP for its request states. */
    SYNCHRONIZE,
    /** A PDP sends a PEP to another PDP. */
    REDIRECT,
    /** A PDP closes a client type of a PEP. */
    CLOSE;

    /** Those of a PEP; the others are of a PDP. */
    static final Set<CopsOperation> OF_PEP = EnumSet.of(REQUEST, REPORT, DELETE);
}
