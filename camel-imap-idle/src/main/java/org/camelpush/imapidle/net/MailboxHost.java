package org.camelpush.imapidle.net;

import java.util.Optional;

import jakarta.mail.PasswordAuthentication;

import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.SessionEvent;

/**
 * What a mailbox needs from those who run it. What is not said to be called on an event loop is called on worker threads, and
 * may block.
 */
public interface MailboxHost {

    /**
     * The position that was saved last.
     *
     * @throws Exception when it cannot be read; the mailbox tries again later
     */
    Optional<Cursor> loadCursor() throws Exception;

    /** True when {@link #saveCursor} neither blocks nor fails, so that it may be called on an event loop. */
    boolean keepsPositionInMemory();

    /** Keeps a position. Calls do not overlap; when one fails, it is for the host to tell, and the next one follows. */
    void saveCursor(Cursor cursor);

    /** True when {@link #credentials} neither blocks nor fails, so that it may be called on an event loop. */
    boolean hasCredentials();

    /**
     * User and password for one login.
     *
     * @throws Exception when there are none now; the mailbox tries again later
     */
    PasswordAuthentication credentials() throws Exception;

    /** Brings a mail into the route; the acknowledgement must be given once, and the body be released after it. */
    void deliver(PushedMail mail, Acknowledgement acknowledgement);

    /** Brings an event into the route; that its exchange has ended, however, must be said once. */
    void tell(MailEvent event, Acknowledgement acknowledgement);

    /** Hears what the session has to tell. Called on the event loop: must not block. */
    void report(SessionEvent event);

    /** Says how the exchange of one mail ended, from any thread. */
    @FunctionalInterface
    interface Acknowledgement {
        void ended(boolean success);
    }
}
