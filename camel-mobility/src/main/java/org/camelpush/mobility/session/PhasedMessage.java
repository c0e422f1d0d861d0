package org.camelpush.mobility.session;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** A mail that notes when all of it was written: the transport sends the final dot right after that. */
final class PhasedMessage extends MimeMessage {

    private volatile SendPhase phase = SendPhase.SAFE;

    PhasedMessage(MimeMessage source) throws MessagingException {
        super(source);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        super.writeTo(out, ignored);
        out.flush();
        phase = SendPhase.AMBIGUOUS;
    }

    void taken() {
        phase = SendPhase.DONE;
    }

    SendPhase phase() {
        return phase;
    }
}
