package org.camelpush.imapidle.producer;

import org.eclipse.angus.mail.iap.ProtocolException;

/** Says whether a job whose connection was lost may go on, on another one. */
final class Attempts {

    private boolean working;
    private boolean lostBefore;

    <T> T once(Job<T> job, StoreConnection connection) throws ProtocolException, MailboxOperationException {
        working = false;
        job.open(connection);
        working = true;
        return job.work(connection);
    }

    /** While it is being prepared nothing is changed: one more login, for a kept connection may have died long ago. */
    boolean mayGoOn(Job<?> job) {
        boolean mayGoOn = working ? job.mayRepeat() : !lostBefore;
        lostBefore = true;
        return mayGoOn;
    }

    /** What the loss means. */
    String words(Job<?> job) {
        return working ? job.whenLost() : "the connection was lost, and the next one too";
    }
}
