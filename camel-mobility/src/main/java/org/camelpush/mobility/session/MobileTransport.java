package org.camelpush.mobility.session;

import java.io.IOException;
import java.time.Duration;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.camelpush.mobility.bearer.ServerAddress;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Sends mails by whatever bearer there is, one attempt for each bearer that is lost under it. */
public final class MobileTransport {

    /** A mail that lost so many bearers fails. */
    private static final int MAX_ATTEMPTS = 10;

    private final BearerSocketFactory sockets = new BearerSocketFactory();
    private final SendTurns turns = new SendTurns();
    private final OnAmbiguous onAmbiguous;
    private final Duration patience;

    /** One attempt with a copy of the mail. */
    @FunctionalInterface
    public interface Attempt {
        void send(MimeMessage mail) throws MessagingException;
    }

    /**
     * @param onAmbiguous what becomes of a mail of which nobody knows whether it was taken
     * @param patience how long a mail waits for a bearer
     */
    public MobileTransport(OnAmbiguous onAmbiguous, Duration patience) {
        this.onAmbiguous = onAmbiguous;
        this.patience = patience;
    }

    public BearerSocketFactory sockets() {
        return sockets;
    }

    /** The session that takes it from bearer to bearer. */
    public MobileSession session(String name, String account, ServerAddress server) {
        return new SmtpSession(name, account, server, sockets, turns);
    }

    /** Sends it, by another bearer where one is lost before the server has got all of it. */
    public void send(MimeMessage mail, Attempt attempt) throws MessagingException {
        if (mail.getMessageID() == null) {
            mail.saveChanges(); // repetitions have the same Message-ID
        }
        for (int i = 1; ; i++) {
            PhasedMessage copy = new PhasedMessage(mail);
            takeTurn();
            try {
                attempt.send(copy);
                return;
            } catch (MessagingException failure) {
                if (!isLostConnection(failure)) {
                    throw failure;
                }
                if (copy.phase() == SendPhase.AMBIGUOUS && onAmbiguous == OnAmbiguous.FAIL) {
                    throw new AmbiguousSendException(mail.getMessageID(), failure);
                }
                if (i == MAX_ATTEMPTS) {
                    throw failure;
                }
            } finally {
                turns.done();
            }
        }
    }

    private void takeTurn() throws MessagingException {
        try {
            if (!turns.take(patience)) {
                throw new MessagingException("There has been no bearer that this sender may use for " + patience
                        + "; the mail was not sent");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MessagingException("Interrupted while it waited for a bearer; the mail was not sent", stopped);
        }
    }

    /** A server that answers with a refusal is no lost connection, and sees no second attempt. */
    private static boolean isLostConnection(MessagingException failure) {
        for (Exception each = failure; each instanceof MessagingException nested; each = nested.getNextException()) {
            boolean endOfStream = each instanceof SMTPSendFailedException unanswered && unanswered.getReturnCode() < 0;
            if (endOfStream || nested.getNextException() instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
