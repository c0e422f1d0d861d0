package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.camelpush.imapidle.protocol.FetchedMail;

/**
 * A mail as Jakarta Mail sees it, detached from any connection: content parsed when it is asked for, with the flags and
 * the date of arrival that the server told.
 */
public final class PushedMimeMessage extends MimeMessage {

    private static final Session SESSION = Session.getInstance(new Properties());

    private static final Map<String, Flags.Flag> SYSTEM_FLAGS = Map.of(
            "\\Seen", Flags.Flag.SEEN,
            "\\Answered", Flags.Flag.ANSWERED,
            "\\Flagged", Flags.Flag.FLAGGED,
            "\\Deleted", Flags.Flag.DELETED,
            "\\Draft", Flags.Flag.DRAFT,
            "\\Recent", Flags.Flag.RECENT,
            "\\*", Flags.Flag.USER);

    private final Instant receivedAt;
    private final long octets;

    private PushedMimeMessage(FetchedMail mail, InputStream content) throws MessagingException {
        super(SESSION, content);
        receivedAt = mail.receivedAt();
        octets = mail.size() >= 0 ? mail.size() : mail.body().size();
        setFlags(flags(mail), true);
    }

    /**
     * Makes the message; its content stays in the mail's body, which must not be released before the message is done
     * with.
     *
     * @throws IOException when the content cannot be read
     * @throws MessagingException when the header cannot be read
     */
    public static PushedMimeMessage of(FetchedMail mail) throws IOException, MessagingException {
        return new PushedMimeMessage(mail, mail.body().open());
    }

    private static Flags flags(FetchedMail mail) {
        Flags flags = new Flags();
        for (String name : mail.flags()) {
            Flags.Flag system = SYSTEM_FLAGS.get(name);
            if (system == null) {
                flags.add(name);
            } else {
                flags.add(system);
            }
        }
        return flags;
    }

    /** INTERNALDATE (RFC 9051 §2.3.3), or null where the server did not say. */
    @Override
    public Date getReceivedDate() {
        return receivedAt == null ? null : Date.from(receivedAt);
    }

    /** RFC822.SIZE, as an IMAP message tells it. */
    @Override
    public int getSize() {
        return (int) Math.min(Integer.MAX_VALUE, octets);
    }
}
