package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;

/**
 * A command, or a line that continues one, without tag and CRLF.
 *
 * @param text what goes over the wire, one octet a character
 * @param secret true when the text must not be logged
 */
public record Command(String text, boolean secret) {

    public static final Command CAPABILITY = plain("CAPABILITY");
    public static final Command STARTTLS = plain("STARTTLS");
    public static final Command IDLE = plain("IDLE");
    public static final Command DONE = plain("DONE");
    public static final Command NOOP = plain("NOOP");
    public static final Command LOGOUT = plain("LOGOUT");
    public static final Command AUTHENTICATE_PLAIN = plain("AUTHENTICATE PLAIN");

    private static final String FETCH_ITEMS = " (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])";

    /**
     * LOGIN, RFC 9051 §6.2.3, with quoted strings.
     *
     * @throws IllegalArgumentException when user or password hold what a quoted string cannot (RFC 9051 §9)
     */
    public static Command login(String user, String password) {
        return new Command("LOGIN " + quoted("user name", user) + ' ' + quoted("password", password), true);
    }

    /** The SASL PLAIN message (RFC 4616) in base64: what answers the server's {@code +}. */
    public static Command plainResponse(String user, String password) {
        return new Command(saslPlain(user, password), true);
    }

    /** AUTHENTICATE PLAIN with its initial response, RFC 4959. */
    public static Command authenticatePlain(String user, String password) {
        return new Command(AUTHENTICATE_PLAIN.text + ' ' + saslPlain(user, password), true);
    }

    public static Command select(String mailbox) {
        return plain("SELECT " + mailbox(mailbox));
    }

    public static Command examine(String mailbox) {
        return plain("EXAMINE " + mailbox(mailbox));
    }

    /** {@code UID SEARCH} by a key as RFC 9051 §6.4.4 writes it. */
    public static Command uidSearch(String key) {
        return plain("UID SEARCH " + key);
    }

    /** Whole messages with what goes in their headers, by unique identifier, leaving \Seen alone. */
    public static Command uidFetch(String sequenceSet) {
        return plain("UID FETCH " + sequenceSet + FETCH_ITEMS);
    }

    public static Command uidAddFlag(UidSet uids, String flag) {
        return plain("UID STORE " + uids + " +FLAGS.SILENT (" + flag + ')');
    }

    public static Command uidCopy(UidSet uids, String mailbox) {
        return plain("UID COPY " + uids + ' ' + mailbox(mailbox));
    }

    /** RFC 6851. */
    public static Command uidMove(UidSet uids, String mailbox) {
        return plain("UID MOVE " + uids + ' ' + mailbox(mailbox));
    }

    /** RFC 4315: of all messages marked \Deleted, these only. */
    public static Command uidExpunge(UidSet uids) {
        return plain("UID EXPUNGE " + uids);
    }

    private static Command plain(String text) {
        return new Command(text, false);
    }

    private static String saslPlain(String user, String password) {
        byte[] message = ('\0' + user + '\0' + password).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(message);
    }

    /** Mailbox names travel in modified UTF-7, RFC 3501 §5.1.3. */
    private static String mailbox(String name) {
        return quoted("folder", BASE64MailboxEncoder.encode(name));
    }

    private static String quoted(String what, String value) {
        if (value.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n' || c > 126)) {
            throw new IllegalArgumentException(
                    "The " + what + " holds a character that IMAP cannot send in a quoted string");
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return secret ? text.substring(0, Math.max(0, text.indexOf(' '))) + " ***" : text;
    }
}
