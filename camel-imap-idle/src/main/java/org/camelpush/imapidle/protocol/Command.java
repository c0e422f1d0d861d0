package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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

    public static final Command COMPRESS = plain("COMPRESS DEFLATE");
    public static final Command ENABLE_QRESYNC = plain("ENABLE QRESYNC");
    public static final Command ENABLE_REV2 = plain("ENABLE IMAP4rev2");

    /** Ends a SASL exchange that has failed with a challenge: an empty response. */
    public static final Command EMPTY = plain("");

    /** The same for OAUTHBEARER, RFC 7628 §3.2.3: one control-A. */
    public static final Command OAUTHBEARER_ABORT = plain("AQ==");

    /** RFC 7888 §5: what LITERAL- takes. */
    private static final int MAX_LITERAL = 4_096;

    /** Where a literal begins in a command that is being written; no character of a literal or of a quoted string. */
    private static final String LITERAL = "\0";

    private static final String FETCH_ITEMS = " (UID FLAGS INTERNALDATE";

    /**
     * LOGIN, RFC 9051 §6.2.3: quoted strings, and literals for what these cannot hold (RFC 9051 §4.3). Each line that ends
     * with a literal's size waits for the server's {@code +}, unless {@code atOnce}.
     *
     * @param atOnce true where the server takes literals without being asked (RFC 7888)
     * @throws IllegalArgumentException when user or password hold what IMAP cannot send at all
     */
    public static List<Command> login(String user, String password, boolean atOnce) {
        String command = "LOGIN " + astring("user name", user, atOnce) + ' ' + astring("password", password, atOnce);
        return Arrays.stream(command.split(LITERAL, -1))
                .map(line -> new Command(line, true))
                .toList();
    }

    /** AUTHENTICATE, RFC 9051 §6.2.2; the response follows the server's {@code +}. */
    public static Command authenticate(String mechanism) {
        return plain("AUTHENTICATE " + mechanism);
    }

    /** AUTHENTICATE with its initial response, RFC 4959. */
    public static Command authenticate(String mechanism, String response) {
        return new Command("AUTHENTICATE " + mechanism + ' ' + response, true);
    }

    /** What answers the server's {@code +}; see {@link Sasl}. */
    public static Command saslResponse(String response) {
        return new Command(response, true);
    }

    /** RFC 2971: who we are, which is all that is told of us. */
    public static Command id() {
        String version = Command.class.getPackage().getImplementationVersion();
        return plain(
                "ID (\"name\" \"camel-imap-idle\"" + (version == null ? ")" : " \"version\" \"" + version + "\")"));
    }

    public static Command select(String mailbox, Capabilities server) {
        return plain("SELECT " + mailbox(mailbox, server));
    }

    public static Command examine(String mailbox, Capabilities server) {
        return plain("EXAMINE " + mailbox(mailbox, server));
    }

    /** What is new in a mailbox that is not open, RFC 9051 §6.3.11. */
    public static Command status(String mailbox, Capabilities server) {
        return plain("STATUS " + mailbox(mailbox, server) + " (MESSAGES UIDNEXT UIDVALIDITY)");
    }

    /**
     * RFC 5465 §3.1: tell of news in these mailboxes too; of the open one as without it, for commands that count messages
     * need to know when numbers change (§6.1, SELECTED-DELAYED). What the server is going to tell of it says at once (STATUS).
     */
    public static Command notifyOf(List<String> mailboxes, Capabilities server) {
        String names = mailboxes.stream().map(name -> mailbox(name, server)).collect(Collectors.joining(" "));
        String events = " (MessageNew MessageExpunge))";
        return plain("NOTIFY SET STATUS (SELECTED-DELAYED" + events + " (MAILBOXES (" + names + ')' + events);
    }

    /** SELECT or EXAMINE with a parameter of RFC 4466 §2.1, as that writes it. */
    public Command with(String parameter) {
        return plain(text + " (" + parameter + ')');
    }

    /** {@code UID SEARCH} by a key as RFC 9051 §6.4.4 writes it, answered by a set where the server can (RFC 4731). */
    public static Command uidSearch(String key, Capabilities server) {
        return plain(uidSearch(server) + key);
    }

    private static String uidSearch(Capabilities server) {
        return server.has("ESEARCH") ? "UID SEARCH RETURN (ALL) " : "UID SEARCH ";
    }

    /**
     * {@code UID SEARCH} for what has these identifiers, and both keys apply to. Each line but the last waits for the
     * server's {@code +}.
     *
     * @param key as RFC 9051 §6.4.4 writes it; may be empty
     */
    public static List<Command> uidSearch(String uids, String key, SearchKey wanted, Capabilities server) {
        String charset = wanted.needsCharset() ? "CHARSET UTF-8 " : "";
        String keys = uidSearch(server) + charset + "UID " + uids + ' ' + (key.isEmpty() ? "" : key + ' ');
        List<Command> lines =
                new ArrayList<>(wanted.lines().stream().map(Command::plain).toList());
        lines.set(0, plain(keys + wanted.lines().get(0)));
        return lines;
    }

    /** Messages with what goes in their headers, by unique identifier, leaving \Seen alone. */
    public static Command uidFetch(String sequenceSet, Download download) {
        return plain("UID FETCH " + sequenceSet + FETCH_ITEMS + download.items() + ')');
    }

    /** The same with the mod-sequence of each message, where the server has CONDSTORE (RFC 7162 §3.1.4.2). */
    public static Command uidFetchWithModSeq(String sequenceSet, Download download) {
        return plain("UID FETCH " + sequenceSet + FETCH_ITEMS + " MODSEQ" + download.items() + ')');
    }

    /** The number and unique identifier of each message, and its flags if they are asked for. */
    public static Command uidFetchKeys(long first, long last, boolean flags) {
        return plain("UID FETCH " + first + ':' + last + (flags ? " (UID FLAGS)" : " (UID)"));
    }

    /**
     * The flags of what has changed since, RFC 7162 §3.1.4.1.
     *
     * @param vanished true to be told what is gone too, for which QRESYNC must be enabled (RFC 7162 §3.2.6)
     */
    public static Command uidFetchChanges(long last, long modSeq, boolean vanished) {
        String modifiers = "(CHANGEDSINCE " + modSeq + (vanished ? " VANISHED)" : ")");
        return plain("UID FETCH 1:" + last + " (FLAGS) " + modifiers);
    }

    public static Command uidAddFlag(UidSet uids, String flag) {
        return plain("UID STORE " + uids + " +FLAGS.SILENT (" + flag + ')');
    }

    public static Command uidCopy(UidSet uids, String mailbox, Capabilities server) {
        return plain("UID COPY " + uids + ' ' + mailbox(mailbox, server));
    }

    /** RFC 6851. */
    public static Command uidMove(UidSet uids, String mailbox, Capabilities server) {
        return plain("UID MOVE " + uids + ' ' + mailbox(mailbox, server));
    }

    /** RFC 4315: of all messages marked \Deleted, these only. */
    public static Command uidExpunge(UidSet uids) {
        return plain("UID EXPUNGE " + uids);
    }

    private static Command plain(String text) {
        return new Command(text, false);
    }

    /** Mailbox names travel in UTF-8 under IMAP4rev2 (RFC 9051 §5.1), else in modified UTF-7 (RFC 3501 §5.1.3). */
    private static String mailbox(String name, Capabilities server) {
        // what holds a control character stays encoded: it must never begin a command of its own
        if (!server.isRev2() || name.chars().anyMatch(Character::isISOControl)) {
            return quoted("folder", BASE64MailboxEncoder.encode(name));
        }
        byte[] octets = quoted(name).getBytes(StandardCharsets.UTF_8);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static String astring(String what, String value, boolean atOnce) {
        if (isQuotable(value)) {
            return quoted(what, value);
        }
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        if (value.indexOf(0) >= 0 || octets.length > MAX_LITERAL) {
            throw new IllegalArgumentException(
                    "The " + what + " holds what IMAP cannot send, or more than " + MAX_LITERAL + " octets of it");
        }
        String size = "{" + octets.length + (atOnce ? "+}" : "}");
        return size + LITERAL + new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static boolean isQuotable(String value) {
        return value.chars().noneMatch(c -> c == 0 || c == '\r' || c == '\n' || c > 126);
    }

    private static String quoted(String what, String value) {
        if (!isQuotable(value)) {
            throw new IllegalArgumentException(
                    "The " + what + " holds a character that IMAP cannot send in a quoted string");
        }
        return quoted(value);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        if (!secret) {
            return text;
        }
        String verb = text.startsWith("LOGIN ") ? "LOGIN " : text.startsWith("AUTHENTICATE ") ? "AUTHENTICATE " : "";
        return verb + "***";
    }
}
