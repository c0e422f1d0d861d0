package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePartDataSource;

/** A mail's content, decoded; what is not encoded does not go by Jakarta Mail's decoder, for the reason of {@link PushedHeaders}. */
final class PushedSource extends MimePartDataSource {

    private static final Set<String> AS_IT_IS = Set.of("7bit", "8bit", "binary");

    private final PushedMimeMessage mail;

    PushedSource(PushedMimeMessage mail) {
        super(mail);
        this.mail = mail;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return isEncoded() ? super.getInputStream() : mail.rawContent();
    }

    private boolean isEncoded() throws IOException {
        try {
            String encoding = mail.getEncoding();
            return encoding != null && !AS_IT_IS.contains(encoding.toLowerCase(Locale.ROOT));
        } catch (MessagingException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}
