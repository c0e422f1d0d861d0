package org.camelpush.imapidle.producer;

import org.eclipse.angus.mail.iap.ProtocolException;

/** Deletes a mail, and nobody else's that are marked \Deleted. */
final class DeleteMail implements Job<Void> {

    private final MailKey mail;

    DeleteMail(MailKey mail) {
        this.mail = mail;
    }

    @Override
    public void open(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        connection.open(mail.folder(), mail.uidValidity(), true);
        connection.require(mail);
    }

    @Override
    public Void work(StoreConnection connection) throws ProtocolException {
        connection.delete(mail.uid());
        return null;
    }

    @Override
    public boolean mayRepeat() {
        return false;
    }

    @Override
    public String whenLost() {
        return IN_DOUBT;
    }

    @Override
    public String what() {
        return "delete " + mail;
    }
}
