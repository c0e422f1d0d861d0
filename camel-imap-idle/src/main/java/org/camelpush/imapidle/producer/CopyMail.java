package org.camelpush.imapidle.producer;

import java.util.Optional;

import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;

/**
 * Copies a mail to another folder, or moves it there: by MOVE (RFC 6851) where the server has it, else by COPY and the
 * deletion of this mail alone. Never done twice, for there might be two copies then.
 */
final class CopyMail implements Job<Optional<MailPlace>> {

    private final MailKey mail;
    private final String target;
    private final boolean move;

    CopyMail(MailKey mail, String target, boolean move) {
        this.mail = mail;
        this.target = target;
        this.move = move;
    }

    @Override
    public void open(StoreConnection connection) throws ProtocolException, MailboxOperationException {
        connection.open(mail.folder(), mail.uidValidity(), move);
        connection.require(mail);
    }

    @Override
    public Optional<MailPlace> work(StoreConnection connection) throws ProtocolException {
        boolean atOnce = move && (connection.can("MOVE") || connection.can("IMAP4REV2"));
        Argument folder = connection.folder(target);
        Response[] answer = connection.command((atOnce ? "UID MOVE " : "UID COPY ") + mail.uid(), folder);
        if (move && !atOnce) {
            connection.delete(mail.uid());
        }
        return MailPlace.of(answer);
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
        return (move ? "move " : "copy ") + mail + " to " + target;
    }
}
