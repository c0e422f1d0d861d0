package org.camelpush.imapidle;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import jakarta.mail.search.SearchTerm;

import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.component.mail.SimpleSearchTerm;

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
 * @param folder to watch, or several, as the option {@code folders} has them, or null for the endpoint's
 * @param searchTerm which of its mails are delivered, or null for the endpoint's; one that IMAP cannot search for is refused
 */
public record MailboxAccount(
        String id,
        String host,
        int port,
        String username,
        String password,
        MailAuthenticator authenticator,
        String folder,
        SearchTerm searchTerm) {

    /** A mailbox that takes all but its id from the endpoint. */
    public static MailboxAccount of(String id) {
        return new MailboxAccount(id, null, 0, null, null, null, null, null);
    }

    public MailboxAccount host(String value) {
        return new MailboxAccount(id, value, port, username, password, authenticator, folder, searchTerm);
    }

    public MailboxAccount port(int value) {
        return new MailboxAccount(id, host, value, username, password, authenticator, folder, searchTerm);
    }

    public MailboxAccount username(String value) {
        return new MailboxAccount(id, host, port, value, password, authenticator, folder, searchTerm);
    }

    public MailboxAccount password(String value) {
        return new MailboxAccount(id, host, port, username, value, authenticator, folder, searchTerm);
    }

    public MailboxAccount authenticator(MailAuthenticator value) {
        return new MailboxAccount(id, host, port, username, password, value, folder, searchTerm);
    }

    public MailboxAccount folder(String value) {
        return new MailboxAccount(id, host, port, username, password, authenticator, value, searchTerm);
    }

    /** Instead of the endpoint's: they are not put together. An {@code AndTerm} of nothing means all mails. */
    public MailboxAccount searchTerm(SearchTerm value) {
        return new MailboxAccount(id, host, port, username, password, authenticator, folder, value);
    }

    /** As it is now: what is changed in it later does not count. */
    public MailboxAccount searchTerm(SimpleSearchTerm value) {
        return searchTerm(SimpleTerm.of(value, InstantSource.system()));
    }

    /**
     * Sets one part of camel-mail's simple term, beside those that are set: {@code searchTerm("subject", "bill")}.
     *
     * @param part as in the option {@code searchTerm.subject}, in any case; an unknown one is refused when it is used
     * @param text what it must be; dates and {@code unseen} as in the option
     */
    public MailboxAccount searchTerm(String part, String text) {
        return searchTerm(SimpleTerm.with(searchTerm, part, text));
    }

    /** True when the connection there is serves this one too: only what the next login needs may differ. */
    boolean isWatchedLike(MailboxAccount other) {
        return port == other.port
                && Objects.equals(host, other.host)
                && Objects.equals(username, other.username)
                && Objects.equals(folder, other.folder)
                && isSearchedLike(other);
    }

    /** A source may work out dates anew each time it is asked: what counts is what the server is asked for. */
    private boolean isSearchedLike(MailboxAccount other) {
        boolean plain = searchTerm != null
                && other.searchTerm != null
                && !(searchTerm instanceof SimpleTerm || other.searchTerm instanceof SimpleTerm);
        return Objects.equals(searchTerm, other.searchTerm)
                || plain && ImapIdleOptions.searchKey(searchTerm).equals(ImapIdleOptions.searchKey(other.searchTerm));
    }

    /** The same account with one of its folders each. */
    List<MailboxAccount> byFolder() {
        return FolderNames.of(folder).stream().map(this::folder).toList();
    }

    /** Of an account with one folder. */
    MailboxName name() {
        return new MailboxName(id, folder);
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
