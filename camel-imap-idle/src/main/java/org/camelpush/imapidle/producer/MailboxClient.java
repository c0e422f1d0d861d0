package org.camelpush.imapidle.producer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.mail.MessagingException;
import jakarta.mail.search.SearchTerm;

import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.util.CRLFOutputStream;

/**
 * The operations on one mailbox. Each blocks the caller's thread until the server has answered; several may run at once,
 * each on a connection of its own. Thread-safe.
 */
public final class MailboxClient implements AutoCloseable {

    private static final Duration KEEP = Duration.ofMinutes(1);

    private final StoreSettings settings;
    private final BodyStore store;
    private final ConnectionPool pool;

    /**
     * @param store where mails are kept that are loaded
     * @param io runs what need not be waited for
     */
    public MailboxClient(StoreSettings settings, BodyStore store, Executor io) {
        this(settings, store, io, KEEP);
    }

    MailboxClient(StoreSettings settings, BodyStore store, Executor io, Duration keep) {
        this.settings = settings;
        this.store = store;
        pool = new ConnectionPool(settings, io, keep, (delay, task) -> CompletableFuture.delayedExecutor(
                        delay.toNanos(), TimeUnit.NANOSECONDS, io)
                .execute(task));
    }

    /**
     * A mail that was loaded; its body must be released.
     *
     * @param uidValidity of its folder
     */
    public record Loaded(long uidValidity, FetchedMail mail) {}

    /**
     * What a search found.
     *
     * @param uidValidity of the folder
     * @param uids ascending
     */
    public record Found(long uidValidity, List<Long> uids) {}

    /** Writes a whole mail, header and all; line ends need not be CRLF. */
    @FunctionalInterface
    public interface MailSource {
        void writeTo(OutputStream out) throws IOException, MessagingException;
    }

    /** Loads a mail, leaving \Seen alone. */
    public Loaded fetch(MailKey mail) throws MailboxOperationException {
        FetchMail job = new FetchMail(mail, store, settings.maxMailSize());
        try {
            return run(job);
        } finally {
            job.discard();
        }
    }

    /** Sets and clears flags; all flags the mail has then. */
    public Set<String> flag(MailKey mail, MailFlags set, MailFlags clear) throws MailboxOperationException {
        return run(new FlagMail(mail, set, clear));
    }

    /** Moves a mail; where it is then, if the server says. */
    public Optional<MailPlace> move(MailKey mail, String target) throws MailboxOperationException {
        return run(new CopyMail(mail, target, true));
    }

    /** Copies a mail; where the copy is, if the server says. */
    public Optional<MailPlace> copy(MailKey mail, String target) throws MailboxOperationException {
        return run(new CopyMail(mail, target, false));
    }

    /** Deletes a mail; where the server has no UIDPLUS it is only marked \Deleted. */
    public void delete(MailKey mail) throws MailboxOperationException {
        run(new DeleteMail(mail));
    }

    /**
     * Puts a mail into a folder; where it is then, if the server says.
     *
     * @param date becomes its date of arrival; null for now
     */
    public Optional<MailPlace> append(String folder, MailSource source, MailFlags flags, Instant date)
            throws MailboxOperationException {
        Body mail = gather(folder, source);
        try {
            return run(new AppendMail(folder, mail, flags, date));
        } finally {
            mail.release();
        }
    }

    /** An IMAP literal is announced with its size, so a mail is written down before it is sent. */
    private Body gather(String folder, MailSource source) throws MailboxOperationException {
        MailOctets octets = new MailOctets(store, Math.min(Integer.MAX_VALUE, settings.maxMailSize()));
        String what = "Cannot append a mail to " + folder + " of " + settings.mailbox() + ": ";
        Body mail = null;
        try {
            OutputStream lines = new CRLFOutputStream(new BufferedOutputStream(octets));
            source.writeTo(lines);
            lines.flush();
            mail = octets.finish();
            requireHeader(mail);
            return mail;
        } catch (IOException | MessagingException | BoundedProtocol.TooLargeException | CompletionException failure) {
            octets.discard();
            if (mail != null) {
                mail.release();
            }
            throw new MailboxOperationException(what + failure.getMessage(), failure);
        }
    }

    /** RFC 5322 §2.2: a mail begins with a header field. The text of a mail alone is no mail. */
    private static void requireHeader(Body mail) throws IOException {
        try (InputStream in = mail.open()) {
            int length = 0;
            int octet = in.read();
            while (octet > ' ' && octet < 127 && octet != ':') {
                length++;
                octet = in.read();
            }
            while (octet == ' ' || octet == '\t') {
                octet = in.read();
            }
            if (length == 0 || octet != ':') {
                throw new IOException("the body is no mail, for it does not begin with a header field; it must be a"
                        + " jakarta.mail.Message, or a whole mail as octets");
            }
        }
    }

    /**
     * Looks for mails.
     *
     * @param term null for all
     */
    public Found search(String folder, SearchTerm term) throws MailboxOperationException {
        return run(new SearchMails(folder, term));
    }

    /** Counts mails. */
    public FolderStatus status(String folder) throws MailboxOperationException {
        return run(new CountMails(folder));
    }

    private <T> T run(Job<T> job) throws MailboxOperationException {
        StoreConnection connection = pool.take();
        boolean settled = false;
        try {
            Attempts attempts = new Attempts();
            while (true) {
                try {
                    T result = attempts.once(job, connection);
                    settled = true;
                    return result;
                } catch (ConnectionException lost) {
                    if (!attempts.mayGoOn(job)) {
                        throw new ConnectionLostException(
                                words(job) + attempts.words(job) + ": " + lost.getMessage(), lost);
                    }
                    connection = pool.replace(connection);
                }
            }
        } catch (CommandFailedException | BadCommandException refused) {
            settled = true;
            throw new ServerRefusedException(
                    words(job) + "the server refused: " + refused.getResponse().getRest(), refused);
        } catch (MailGoneException | UidValidityChangedException known) {
            settled = true;
            throw known;
        } catch (ProtocolException | BoundedProtocol.TooLargeException | CompletionException failure) {
            throw new MailboxOperationException(words(job) + failure.getMessage(), failure);
        } finally {
            if (!settled) {
                connection.abort();
            }
            pool.giveBack(connection);
        }
    }

    private String words(Job<?> job) {
        return "Cannot " + job.what() + " of " + settings.mailbox() + ": ";
    }

    /** Connections that are open now. */
    int connections() {
        return pool.open();
    }

    /** Logins since the start. */
    long logins() {
        return pool.logins();
    }

    /** Ends all connections; what is under way fails. */
    @Override
    public void close() {
        pool.close();
    }
}
