package org.camelpush.cops;

/** Which side of COPS an end of a route is. */
public enum CopsRole {
    /** A policy decision point. What a consumer is, where nothing else is said. */
    PDP,
    /** A policy enforcement point. What a producer is, where nothing else is said. */
    PEP
}
