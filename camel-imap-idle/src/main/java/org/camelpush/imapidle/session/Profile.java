package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.Download;

/**
 * What is other than the mailbox's settings say, for connections by one network. Each part is null where nothing is.
 *
 * @param server has the same mailbox; one that has numbered its mails in another way is treated as any is that numbers them anew
 * @param login at that server
 * @param download how much of a mail comes down
 * @param maxDownloadSize octets of the largest mail that comes down whole where {@code download} is FULL; -1 for no end
 * @param idleRenewal DONE and IDLE again after so long: what is between forgets a silent connection sooner or later
 */
public record Profile(Server server, Login login, Download download, Long maxDownloadSize, Duration idleRenewal) {

    /** Nothing is other. */
    public static final Profile USUAL = new Profile(null, null, null, null, null);

    /** When TLS begins. */
    public enum Security {
        /** With the first octet (RFC 8314 §3.2). */
        TLS,
        /** By STARTTLS, before anything secret is sent. */
        STARTTLS,
        /** Never. */
        NONE
    }

    /**
     * Where to connect.
     *
     * @param host name or address; with TLS the certificate must be for it
     * @param port TCP port
     * @param security when TLS begins
     */
    public record Server(String host, int port, Security security) {

        /** For people. */
        @Override
        public String toString() {
            return host + ':' + port;
        }
    }

    /** Who logs in. */
    public record Login(String username, String password) {

        @Override
        public String toString() {
            return username;
        }
    }

    boolean startsTls(SessionSettings settings) {
        return server == null ? settings.startTls() : server.security() == Security.STARTTLS;
    }

    Duration idleRenewal(SessionSettings settings) {
        return idleRenewal == null ? settings.idleRenewal() : idleRenewal;
    }

    Selection selection(SessionSettings settings) {
        Selection usual = settings.selection();
        return download == null && maxDownloadSize == null
                ? usual
                : new Selection(
                        usual.searchKey(),
                        download == null ? usual.download() : download,
                        maxDownloadSize == null ? usual.maxDownloadSize() : maxDownloadSize);
    }
}
