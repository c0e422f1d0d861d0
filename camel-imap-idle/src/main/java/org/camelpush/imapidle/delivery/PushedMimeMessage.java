package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;

import jakarta.activation.DataHandler;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;

/**
 * A mail as Jakarta Mail sees it, detached from any connection: content parsed when it is asked for, with the flags and
 * the date of arrival that the server told.
 */
public final class PushedMimeMessage extends MimeMessage {

    static final Session SESSION = Session.getInstance(new Properties());

    private static final Map<String, Flags.Flag> SYSTEM_FLAGS = Map.of(
            "\\Seen", Flags.Flag.SEEN,
            "\\Answered", Flags.Flag.ANSWERED,
            "\\Flagged", Flags.Flag.FLAGGED,
            "\\Deleted", Flags.Flag.DELETED,
            "\\Draft", Flags.Flag.DRAFT,
            "\\Recent", Flags.Flag.RECENT,
            "\\*", Flags.Flag.USER);

    private final boolean whole;
    private final Instant receivedAt;
    private final long octets;
    /** Kept, for a file's stream that nobody holds is closed by the garbage collector, and all that came from it. */
    private final InputStream source;

    private String text;

    private PushedMimeMessage(FetchedMail mail, InputStream content) throws MessagingException {
        super(SESSION, content);
        source = content;
        whole = mail.download() == Download.FULL;
        receivedAt = mail.receivedAt();
        octets = mail.size() >= 0 || mail.body() == null
                ? mail.size()
                : mail.body().size();
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
        return new PushedMimeMessage(
                mail,
                mail.body() == null
                        ? InputStream.nullInputStream()
                        : mail.body().open());
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

    @Override
    protected InternetHeaders createInternetHeaders(InputStream in) throws MessagingException {
        return new PushedHeaders(in, false);
    }

    @Override
    public synchronized DataHandler getDataHandler() throws MessagingException {
        if (dh == null) {
            dh = new DataHandler(new PushedSource(this));
        }
        return dh;
    }

    @Override
    public synchronized void setDataHandler(DataHandler handler) throws MessagingException {
        text = null;
        super.setDataHandler(handler);
    }

    /** False when the content was not downloaded: there is a header, or not even that. */
    boolean isWhole() {
        return whole;
    }

    /**
     * Text is decoded once: camel-mail's binding asks for it three times. What was not downloaded is empty; a header that
     * says multipart would otherwise promise what is not there.
     */
    @Override
    public Object getContent() throws IOException, MessagingException {
        if (!whole) {
            return "";
        }
        if (text != null) {
            return text;
        }
        Object content = super.getContent();
        text = content instanceof String string ? string : null;
        return content;
    }

    InputStream rawContent() throws IOException {
        try {
            return getContentStream();
        } catch (MessagingException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
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
