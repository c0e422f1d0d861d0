package org.camelpush.imapidle.producer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;

import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.UID;

/** One connection, logged in; used by one exchange at a time. Mails are named by UID only. */
final class StoreConnection {

    /** Octets of a mail that are asked for at once. */
    static final int PORTION = 256 * 1024;

    private final LoginStore store;
    private final IMAPProtocol protocol;
    private volatile boolean retired;
    private long idleSince;

    private StoreConnection(LoginStore store) {
        this.store = store;
        protocol = store.connection();
    }

    /**
     * Connects and logs in.
     *
     * @throws ServerRefusedException when the login is refused
     * @throws ConnectionLostException when there is no connection, or none that is safe
     */
    static StoreConnection open(StoreSettings settings) throws MailboxOperationException {
        PasswordAuthentication login;
        try {
            login = settings.credentials().call();
        } catch (Exception failure) {
            throw new MailboxOperationException(
                    "No user and password for " + settings.mailbox() + ": " + failure.getMessage(), failure);
        }
        LoginStore store = new LoginStore(settings);
        try {
            store.connect(settings.host(), settings.port(), login.getUserName(), login.getPassword());
            StoreConnection made = new StoreConnection(store);
            if (settings.identify() && made.can("ID")) {
                made.protocol.id(Map.of("name", "camel-imap-idle"));
            }
            return made;
        } catch (AuthenticationFailedException refused) {
            throw new ServerRefusedException(
                    "Login refused by " + settings.mailbox() + ": " + refused.getMessage(), refused);
        } catch (MessagingException | ProtocolException | BoundedProtocol.TooLargeException failure) {
            throw new ConnectionLostException(
                    "No connection to " + settings.mailbox() + ": " + rootWords(failure), failure);
        }
    }

    private static String rootWords(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    IMAPProtocol protocol() {
        return protocol;
    }

    boolean can(String capability) {
        return protocol.hasCapability(capability);
    }

    /**
     * Sends a command and waits for its end.
     *
     * @param text the command, which nobody from outside has had a hand in
     * @param arguments quoted as they need to be
     * @throws ProtocolException when the server refuses, or is gone
     */
    Response[] command(String text, Argument arguments) throws ProtocolException {
        if (retired) {
            abort();
            throw new ConnectionException("the producer is stopped");
        }
        Response[] answer = protocol.command(text, arguments);
        protocol.notifyResponseHandlers(answer);
        protocol.handleResult(answer[answer.length - 1]);
        return answer;
    }

    /**
     * Opens a mail's folder. That it is done anew each time shows what has come meanwhile, that the connection is alive,
     * and that the folder's numbers still mean the same.
     *
     * @param known UIDVALIDITY that is expected, or 0
     * @param write false where nothing is changed (EXAMINE)
     * @return UIDVALIDITY
     */
    long open(String folder, long known, boolean write) throws ProtocolException, UidValidityChangedException {
        MailboxInfo opened = write ? protocol.select(folder) : protocol.examine(folder);
        if (known > 0 && opened.uidvalidity != known) {
            throw new UidValidityChangedException("UIDVALIDITY of " + folder + " is " + opened.uidvalidity + " and not "
                    + known + " any more: the UID names another mail now, or none; search for it again");
        }
        return Math.max(0, opened.uidvalidity);
    }

    /** A folder's name as this server takes it: modified UTF-7 (RFC 3501 §5.1.3), or UTF-8 where that is enabled. */
    Argument folder(String name) {
        return protocol.supportsUtf8()
                ? new Argument().writeString(name, StandardCharsets.UTF_8)
                : new Argument().writeString(BASE64MailboxEncoder.encode(name));
    }

    /** What the server says of one mail; nothing where there is no such mail. */
    List<FetchResponse> fetch(long uid, String items) throws ProtocolException {
        List<FetchResponse> found = new ArrayList<>();
        for (Response each : command("UID FETCH " + uid + ' ' + items, null)) {
            if (each instanceof FetchResponse fetched) {
                UID its = fetched.getItem(UID.class);
                if (its != null && its.uid == uid) {
                    found.add(fetched);
                }
            }
        }
        return found;
    }

    /** Fails unless the mail is there: UID commands succeed without it (RFC 9051 §6.4.9). */
    void require(MailKey mail) throws ProtocolException, MailGoneException {
        if (fetch(mail.uid(), "(UID FLAGS)").isEmpty()) {
            throw gone(mail);
        }
    }

    static MailGoneException gone(MailKey mail) {
        return new MailGoneException("No such mail: " + mail + " was deleted or moved, or never was");
    }

    /**
     * Deletes one mail. Without UIDPLUS it is only marked, for a plain EXPUNGE would remove other people's mails too.
     */
    void delete(long uid) throws ProtocolException {
        command("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)", null);
        if (can("UIDPLUS") || can("IMAP4REV2")) {
            command("UID EXPUNGE " + uid, null);
        }
    }

    void idleSince(long now) {
        idleSince = now;
    }

    long idleSince() {
        return idleSince;
    }

    /** True when the connection cannot be used any more. */
    boolean isLost() {
        return !protocol.isAuthenticated();
    }

    /** Takes its leave of the server. May wait for it. */
    void close() {
        try {
            protocol.logout();
        } catch (ProtocolException gone) {
            // then it is closed already
        }
    }

    /** Another thread may be using it: it closes it before its next command. */
    void retire() {
        retired = true;
    }

    /** Closes at once. */
    void abort() {
        protocol.disconnect();
    }
}
