package org.camelpush.imapidle.producer;

import java.util.List;
import java.util.Set;

import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;

/** Sets and clears flags of a mail; finds out which it has then. */
final class FlagMail implements Job<Set<String>> {

    private final MailKey mail;
    private final MailFlags set;
    private final MailFlags clear;
    private boolean repeated;

    FlagMail(MailKey mail, MailFlags set, MailFlags clear) {
        this.mail = mail;
        this.set = set;
        this.clear = clear;
    }

    @Override
    public void open(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        connection.open(mail.folder(), mail.uidValidity(), true);
    }

    @Override
    public Set<String> work(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        store(connection, " +FLAGS.SILENT ", set);
        store(connection, " -FLAGS.SILENT ", clear);
        List<FetchResponse> answer = connection.fetch(mail.uid(), "(UID FLAGS)");
        if (answer.isEmpty()) {
            throw StoreConnection.gone(mail);
        }
        FLAGS now = answer.get(0).getItem(FLAGS.class);
        return now == null ? Set.of() : MailFlags.names(now);
    }

    private void store(StoreConnection connection, String how, MailFlags flags) throws ProtocolException {
        if (!flags.isEmpty()) {
            connection.command("UID STORE " + mail.uid() + how + flags, null);
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
        return "flag " + mail;
    }
}
