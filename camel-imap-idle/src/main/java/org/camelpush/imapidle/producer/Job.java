package org.camelpush.imapidle.producer;

import org.eclipse.angus.mail.iap.ProtocolException;

/**
 * One operation.
 *
 * @param <T> what it finds out
 */
interface Job<T> {

    /** Of a job that is not done twice. */
    String IN_DOUBT = "the connection was lost before the answer, so it may have been done or not";

    /** Prepares the connection and changes nothing, so it may be done again on another one. */
    void open(StoreConnection connection) throws ProtocolException, MailboxOperationException;

    /** Does the work. */
    T work(StoreConnection connection) throws ProtocolException, MailboxOperationException;

    /** Asked when the connection was lost at work: whether the work may go on, or be done once more, on another one. */
    boolean mayRepeat();

    /** What it means that the connection was lost at work and the work was not done again. */
    default String whenLost() {
        return "the connection was lost, and the next one too";
    }

    /** For people: the operation and what it is done to. */
    String what();
}
