package org.camelpush.imapidle;

import java.util.Objects;

import org.apache.camel.component.mail.MailAuthenticator;

/**
 * One mailbox of a {@link MailboxSource}: {@code MailboxAccount.of("alice").host("imap.example.com").password(secret)}.
 * What is left out is as the endpoint says. Immutable; does not show its password.
 *
 * @param id names the mailbox: the header CamelImapIdleAccount, and part of the key of its position; one of each in a source
 * @param host name or address of the server, or null for the endpoint's
 * @param port of the server, or 0 for the endpoint's
 * @param username to log in as, or null for the endpoint's and, where it has none, the id
 * @param password to log in with, or null for the endpoint's
 * @param authenticator asked before each login instead of username and password, or null
 * @param folder to watch, or null for the endpoint's
 */
public record MailboxAccount(
        String id,
        String host,
        int port,
        String username,
        String password,
        MailAuthenticator authenticator,
        String folder) {

    /** A mailbox that takes all but its id from the endpoint. */
    public static MailboxAccount of(String id) {
        return new MailboxAccount(id, null, 0, null, null, null, null);
    }

    public MailboxAccount host(String value) {
        return new MailboxAccount(id, value, port, username, password, authenticator, folder);
    }

    public MailboxAccount port(int value) {
        return new MailboxAccount(id, host, value, username, password, authenticator, folder);
    }

    public MailboxAccount username(String value) {
        return new MailboxAccount(id, host, port, value, password, authenticator, folder);
    }

    public MailboxAccount password(String value) {
        return new MailboxAccount(id, host, port, username, value, authenticator, folder);
    }

    public MailboxAccount authenticator(MailAuthenticator value) {
        return new MailboxAccount(id, host, port, username, password, value, folder);
    }

    public MailboxAccount folder(String value) {
        return new MailboxAccount(id, host, port, username, password, authenticator, value);
    }

    /** True when the connection there is serves this one too: only what the next login needs may differ. */
    boolean isWatchedLike(MailboxAccount other) {
        return port == other.port
                && Objects.equals(host, other.host)
                && Objects.equals(username, other.username)
                && Objects.equals(folder, other.folder);
    }

    /** Host and port. */
    String server() {
        return host + ':' + port;
    }

    @Override
    public String toString() {
        return "MailboxAccount[" + id + " at " + server() + ", folder " + folder + "]";
    }
}
