package org.camelpush.mobility;

/** What a producer does. */
public enum MobilityOperation {
    /** Stamps the exchange with the bearer that is to be used now, or with a refusal. */
    select,
    /** Tells the hub of a bearer: the body is a Bearer, or a Map with id, type, state, addresses and more. */
    report,
    /** Wants sessions on one bearer, whatever the policy says. */
    pin,
    /** Ends that. */
    unpin,
    /** Approves what a policy left to a person. */
    approve,
    /** Sends again what senders hold, for nobody knew whether it was taken. */
    resend,
    /** Ends the exchanges of what senders hold: it had arrived. */
    dismiss,
    /** Sends sessions to one bearer, once. */
    migrate,
    /** Makes the body say how everything is. */
    status
}
