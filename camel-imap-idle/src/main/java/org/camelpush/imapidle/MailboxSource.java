package org.camelpush.imapidle;

import java.util.Collection;

/**
 * Says which mailboxes an endpoint watches, for the option {@code mailboxes}. It is asked when the route starts and then
 * every {@code mailboxesRefresh}: who is new joins, who is missing leaves, who has changed is connected anew.
 */
@FunctionalInterface
public interface MailboxSource {

    /**
     * All mailboxes there are now. Asked on a thread of its own, one call at a time, so it may block; at most 100,000 are
     * taken.
     *
     * @throws Exception when they are not known now; those that are watched stay, and the source is asked again later
     */
    Collection<MailboxAccount> mailboxes() throws Exception;
}
