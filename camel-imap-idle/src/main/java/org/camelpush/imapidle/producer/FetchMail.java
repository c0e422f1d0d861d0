package org.camelpush.imapidle.producer;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.camelpush.imapidle.protocol.BodyStore;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;

/**
 * Loads a mail in portions ({@code BODY.PEEK[]<origin.count>}, RFC 9051 §6.4.5), leaving \Seen alone. Goes on behind the
 * last portion when the connection was lost, as often as something came in between.
 */
final class FetchMail implements Job<MailboxClient.Loaded> {

    private static final String FIRST =
            "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[]<0." + StoreConnection.PORTION + ">)";

    private final MailKey mail;
    private final long maxSize;
    private final MailOctets octets;

    private long uidValidity;
    private boolean described;
    private Set<String> flags = Set.of();
    private Instant receivedAt;
    private long announced = -1;
    private long sizeAtLoss = -1;

    FetchMail(MailKey mail, BodyStore store, long maxSize) {
        this.mail = mail;
        this.maxSize = maxSize;
        octets = new MailOctets(store, maxSize);
        uidValidity = mail.uidValidity();
    }

    @Override
    public void open(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        uidValidity = connection.open(mail.folder(), uidValidity, false);
    }

    @Override
    public MailboxClient.Loaded work(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        boolean whole = false;
        while (!whole) {
            int came = portion(connection);
            // an announced size may be wrong, and a short portion alone is no proof of the end
            whole = came == 0 || came < StoreConnection.PORTION && octets.size() >= announced;
        }
        long size = announced >= 0 ? announced : octets.size();
        return new MailboxClient.Loaded(
                uidValidity,
                new FetchedMail(mail.uid(), flags, size, receivedAt, Download.FULL, octets.finish(), null));
    }

    /** Asks for the next portion; how many octets came. */
    private int portion(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        String items = described ? "(UID BODY.PEEK[]<" + octets.size() + '.' + StoreConnection.PORTION + ">)" : FIRST;
        List<FetchResponse> answer = connection.fetch(mail.uid(), items);
        if (answer.isEmpty()) {
            connection.require(mail);
            throw new MailboxOperationException("The server's answer about " + mail + " cannot be read");
        }
        if (!described) {
            answer.forEach(this::describe);
            described = true;
            if (announced > maxSize) {
                throw MailOctets.tooLarge(maxSize);
            }
        }
        for (FetchResponse each : answer) {
            BODY part = each.getItem(BODY.class);
            ByteArray content = part == null ? null : part.getByteArray();
            if (content != null) {
                octets.write(content.getBytes(), content.getStart(), content.getCount());
                return content.getCount();
            }
        }
        return 0;
    }

    private void describe(FetchResponse answer) {
        FLAGS its = answer.getItem(FLAGS.class);
        if (its != null) {
            flags = MailFlags.names(its);
        }
        RFC822SIZE size = answer.getItem(RFC822SIZE.class);
        if (size != null) {
            announced = size.size;
        }
        INTERNALDATE date = answer.getItem(INTERNALDATE.class);
        if (date != null && date.getDate() != null) {
            receivedAt = date.getDate().toInstant();
        }
    }

    @Override
    public boolean mayRepeat() {
        boolean progress = octets.size() > sizeAtLoss;
        sizeAtLoss = octets.size();
        return progress;
    }

    /** Gives back what was loaded, unless the whole mail was. */
    void discard() {
        octets.discard();
    }

    @Override
    public String what() {
        return "fetch " + mail;
    }
}
