package org.camelpush.imapidle.producer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.mail.search.SearchException;
import jakarta.mail.search.SearchTerm;

import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.SearchSequence;

/** Looks for mails by a search that the server runs (RFC 9051 §6.4.4). */
final class SearchMails implements Job<MailboxClient.Found> {

    private static final String CHARSET = "UTF-8";

    private final String folder;
    private final SearchTerm term;
    private long uidValidity;
    private boolean repeated;

    /**
     * @param term null for all mails
     */
    SearchMails(String folder, SearchTerm term) {
        this.folder = folder;
        this.term = term;
    }

    @Override
    public void open(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        uidValidity = connection.open(folder, 0, false);
    }

    @Override
    public MailboxClient.Found work(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        List<Long> uids = new ArrayList<>();
        for (Response each : connection.command("UID SEARCH", key(connection))) {
            if (each instanceof IMAPResponse answer && answer.keyEquals("SEARCH")) {
                for (long uid = answer.readLong(); uid > 0; uid = answer.readLong()) {
                    uids.add(uid);
                }
            }
        }
        Collections.sort(uids);
        return new MailboxClient.Found(uidValidity, List.copyOf(uids));
    }

    private Argument key(StoreConnection connection) throws MailboxOperationException {
        Argument key = new Argument();
        if (term == null) {
            return key.writeAtom("ALL");
        }
        // RFC 6855 §3: no CHARSET once UTF-8 is enabled
        boolean plain = connection.protocol().supportsUtf8() || SearchSequence.isAscii(term);
        if (!plain) {
            key.writeAtom("CHARSET").writeAtom(CHARSET);
        }
        try {
            return key.append(new SearchSequence(connection.protocol()).generateSequence(term, plain ? null : CHARSET));
        } catch (SearchException | IOException unknown) {
            throw new MailboxOperationException(
                    "This search cannot be run by an IMAP server: " + unknown.getMessage(), unknown);
        }
    }

    @Override
    public boolean mayRepeat() {
        boolean first = !repeated;
        repeated = true;
        return first;
    }

    @Override
    public String what() {
        return "search " + folder;
    }
}
