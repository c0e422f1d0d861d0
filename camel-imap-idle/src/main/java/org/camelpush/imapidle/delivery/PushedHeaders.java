package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.io.InputStream;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.util.LineInputStream;
import jakarta.mail.util.StreamProvider;

/**
 * A mail's header, read by a stream provider that is kept. Jakarta Mail's own way asks ServiceLoader for one at each
 * mail, which takes longer than all the rest (jakartaee/mail-api#861).
 */
final class PushedHeaders extends InternetHeaders {

    PushedHeaders(InputStream in, boolean allowUtf8) throws MessagingException {
        super(in, allowUtf8);
    }

    @Override
    public void load(InputStream in, boolean allowUtf8) throws MessagingException {
        try {
            LineInputStream lines = provider().inputLineStream(in, allowUtf8);
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                // a continuation of nothing is a line of its own, or nothing
                addHeaderLine(headers.isEmpty() && isFolded(line) ? line.strip() : line);
            }
        } catch (IOException failure) {
            throw new MessagingException("The header of a mail cannot be read", failure);
        }
    }

    private static boolean isFolded(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }

    private static StreamProvider provider() throws MessagingException {
        return PushedMimeMessage.SESSION.getStreamProvider();
    }
}
