package org.camelpush.imapidle.session;

import java.util.Set;

import org.camelpush.imapidle.protocol.Response;

/** What the folder of a session has to tell the others of its account; see {@link Sharing}. */
public sealed interface SharingNote {

    /**
     * The host watches for its guests.
     *
     * @param pushed the folders that it tells of; it is asked for the others now and then
     */
    record Watches(Set<String> pushed) implements SharingNote {}

    /** The host's connection is gone. */
    record Lost() implements SharingNote {}

    /** The server has told something of a folder. */
    record News(Response.MailboxStatus status) implements SharingNote {}

    /** The server does not tell how a folder is. */
    record NoNews(String folder) implements SharingNote {}

    /** A guest has something to do on the server. */
    record Wants() implements SharingNote {}

    /** The host does not need its connection now. */
    record Lends(Loan loan) implements SharingNote {}

    /** The host closes what it has lent. */
    record Recalls() implements SharingNote {}

    /** A guest is done with the connection; a failure means that the connection cannot be used any more, null that it can. */
    record GivesBack(Loan loan, Failure failure) implements SharingNote {}

    /** A folder has no connection of its own any more, for the server has no room for it. */
    record NoRoom() implements SharingNote {}

    /** A host cannot have a connection for now, or not open its own folder: it must not keep the others waiting. */
    record Unfit(Failure failure) implements SharingNote {}

    /** The session is over, or has given up. */
    record Ended() implements SharingNote {}
}
