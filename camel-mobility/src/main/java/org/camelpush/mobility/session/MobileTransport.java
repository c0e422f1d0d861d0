package org.camelpush.mobility.session;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.camelpush.mobility.bearer.Bearer;
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
    private final Duration holdTimeout;
    private final HeldMails held = new HeldMails();

    /** One attempt with a copy of the mail. */
    @FunctionalInterface
    public interface Attempt {
        void send(MimeMessage mail) throws MessagingException;
    }

    /**
     * @param onAmbiguous what becomes of a mail of which nobody knows whether it was taken
     * @param patience how long a mail waits for a bearer
     * @param holdTimeout how long it is held for a person
     */
    public MobileTransport(OnAmbiguous onAmbiguous, Duration patience, Duration holdTimeout) {
        this.onAmbiguous = onAmbiguous;
        this.patience = patience;
        this.holdTimeout = holdTimeout;
    }

    public BearerSocketFactory sockets() {
        return sockets;
    }

    /**
     * The session that takes it from bearer to bearer.
     *
     * @param arriving hears of the bearer by which the next mails go, while none is under way
     */
    public MobileSession session(
            String name, String account, Function<Bearer, ServerAddress> server, Consumer<Bearer> arriving) {
        return new SmtpSession(name, account, server, arriving, sockets, turns, held);
    }

    /** Sends it, by another bearer where one is lost before the server has got all of it. */
    public void send(MimeMessage mail, Attempt attempt) throws MessagingException {
        if (mail.getMessageID() == null) {
            mail.saveChanges(); // repetitions have the same Message-ID
        }
        for (int i = 1; ; i++) {
            PhasedMessage copy = new PhasedMessage(mail);
            MessagingException lost = lost(copy, attempt);
            if (lost == null || copy.phase() == SendPhase.AMBIGUOUS && !again(mail, lost)) {
                return;
            }
            if (i == MAX_ATTEMPTS) {
                throw lost;
            }
        }
    }

    /** Null when it was taken, otherwise how its connection was lost. */
    private MessagingException lost(PhasedMessage copy, Attempt attempt) throws MessagingException {
        takeTurn();
        try {
            attempt.send(copy);
            return null;
        } catch (MessagingException failure) {
            if (!isLostConnection(failure)) {
                throw failure;
            }
            return failure;
        } finally {
            turns.done();
        }
    }

    /** Whether a mail that may have been taken is to be sent again. */
    private boolean again(MimeMessage mail, MessagingException lost) throws MessagingException {
        Boolean word =
                switch (onAmbiguous) {
                    case FAIL -> null;
                    case HOLD -> hold(mail);
                    case RESEND -> Boolean.TRUE;
                };
        if (word == null) {
            throw new AmbiguousSendException(mail.getMessageID(), lost);
        }
        return word;
    }

    private Boolean hold(MimeMessage mail) throws MessagingException {
        try {
            return held.hold(mail.getMessageID(), holdTimeout);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
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
