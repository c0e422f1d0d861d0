package org.camelpush.imapidle.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.Status;

/** Asks for the status of a folder without opening it (RFC 9051 §6.3.11). */
final class CountMails implements Job<FolderStatus> {

    private final String folder;
    private boolean repeated;

    CountMails(String folder) {
        this.folder = folder;
    }

    @Override
    public void open(StoreConnection connection) throws ProtocolException {
        connection.command("NOOP", null);
    }

    @Override
    public FolderStatus work(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        List<String> items = new ArrayList<>(List.of("MESSAGES", "UNSEEN", "UIDNEXT", "UIDVALIDITY"));
        if (connection.can("CONDSTORE")) {
            items.add("HIGHESTMODSEQ");
        }
        Status status = connection.protocol().status(folder, items.toArray(String[]::new));
        if (status == null) {
            throw new MailboxOperationException("The server's answer about " + folder + " cannot be read");
        }
        return new FolderStatus(
                known(status.total),
                known(status.unseen),
                known(status.uidnext),
                known(status.uidvalidity),
                known(status.highestmodseq));
    }

    private static OptionalLong known(long number) {
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public boolean mayRepeat() {
        boolean first = !repeated;
        repeated = true;
        return first;
    }

    @Override
    public String what() {
        return "count the mails of " + folder;
    }
}
