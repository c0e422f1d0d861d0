package org.camelpush.mobility.manager;

/** What a manager waits for. Of each there is one at a time. */
public enum ManagerTimer {
    /** The policy's answer. */
    DECISION,
    /** The end of what the session is at. */
    DRAIN,
    /** The next connection. */
    CONNECT,
    /** The time after which the policy wants to be asked again. */
    RECONSIDER,
    /** The end of a back-off. */
    BACKOFF
}
