package org.camelpush.imapidle.producer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import org.camelpush.imapidle.protocol.Body;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.iap.ProtocolException;

/** Puts a mail into a folder (RFC 9051 §6.3.12). Never done twice, for there might be two of it then. */
final class AppendMail implements Job<Optional<MailPlace>> {

    private final String folder;
    private final Body mail;
    private final MailFlags flags;
    private final Instant date;

    /**
     * @param date becomes its INTERNALDATE; null for now
     */
    AppendMail(String folder, Body mail, MailFlags flags, Instant date) {
        this.folder = folder;
        this.mail = mail;
        this.flags = flags;
        this.date = date;
    }

    @Override
    public void open(StoreConnection connection) throws ProtocolException {
        connection.command("NOOP", null);
    }

    @Override
    public Optional<MailPlace> work(StoreConnection connection) throws ProtocolException {
        return MailPlace.of(connection
                .protocol()
                .appenduid(
                        folder,
                        flags.isEmpty() ? null : flags.toFlags(),
                        date == null ? null : Date.from(date),
                        new Octets(mail)));
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
        return "append a mail to " + folder;
    }

    private record Octets(Body mail) implements Literal {

        @Override
        public int size() {
            return (int) mail.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = mail.open()) {
                in.transferTo(out);
            }
        }
    }
}
