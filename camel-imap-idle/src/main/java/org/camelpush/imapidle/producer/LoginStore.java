package org.camelpush.imapidle.producer;

import java.io.IOException;

import jakarta.mail.Session;
import jakarta.mail.URLName;

import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/**
 * Angus' store, of which one thing is wanted: a connection with STARTTLS and login done. Left alone it would make further
 * ones as it sees fit, with the password of the first.
 */
final class LoginStore extends IMAPStore {

    /** What a response has beside a portion of a mail and what maxLineLength bounds. */
    private static final int SLOP = 1024;

    private final StoreSettings settings;
    private IMAPProtocol connection;

    LoginStore(StoreSettings settings) {
        super(
                Session.getInstance(settings.properties()),
                new URLName("imap", null, -1, null, null, null),
                "imap",
                settings.implicitTls());
        this.settings = settings;
    }

    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        if (connection != null) {
            throw new ConnectionException("the connection is lost");
        }
        connection = new BoundedProtocol(
                host,
                port,
                session.getProperties(),
                isSSL,
                logger,
                settings.disabledExtensions(),
                StoreConnection.PORTION + SLOP + settings.maxLineLength());
        return connection;
    }

    /** Angus would send by LOGIN, as a password, what it cannot send by the mechanism that was asked for. */
    @Override
    protected void preLogin(IMAPProtocol protocol) throws ProtocolException {
        String mechanisms = settings.mechanisms();
        boolean any = mechanisms.contains("LOGIN");
        if (!any && !protocol.hasCapability("AUTH=" + mechanisms)) {
            throw new ProtocolException("the server does not offer to log in by " + mechanisms);
        }
    }

    IMAPProtocol connection() {
        return connection;
    }
}
