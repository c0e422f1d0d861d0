package org.camelpush.imapidle.producer;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;

import javax.net.ssl.SSLContext;

import jakarta.mail.PasswordAuthentication;

/**
 * Where a producer logs in, and its bounds.
 *
 * @param host name or address; with TLS the certificate must be for it
 * @param port TCP port
 * @param implicitTls true for TLS from the first octet
 * @param startTls true when TLS must be started before the login
 * @param tls gives the sockets of TLS
 * @param localAddress address or name of this host to connect from, or null for any
 * @param connectTimeout for making the TCP connection
 * @param livenessTimeout silence that means dead where an answer is due, and the longest wait for a write
 * @param refusalPause no login is tried for so long after one was refused, lest the account is locked
 * @param maxLineLength octets one response may have beside the part of a mail in it
 * @param maxMailSize octets one mail may have
 * @param account whose mailbox it is, for people
 * @param mechanisms how to log in, the best first: PLAIN, LOGIN, XOAUTH2; one alone must be offered, unless it is LOGIN
 * @param compress true to use COMPRESS=DEFLATE where the server has it
 * @param identify true to tell the server who we are where it has ID
 * @param disabledExtensions capabilities that are not used although the server has them, in upper case
 * @param credentials asked before each login
 */
public record StoreSettings(
        String host,
        int port,
        boolean implicitTls,
        boolean startTls,
        SSLContext tls,
        String localAddress,
        Duration connectTimeout,
        Duration livenessTimeout,
        Duration refusalPause,
        int maxLineLength,
        long maxMailSize,
        String account,
        String mechanisms,
        boolean compress,
        boolean identify,
        Set<String> disabledExtensions,
        Callable<PasswordAuthentication> credentials) {

    /** For people: whose mailbox, and where. */
    String mailbox() {
        return account + " at " + host + ':' + port;
    }

    /** As Angus takes them. The read timeout covers the greeting and the handshake too. */
    Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.imap.connectiontimeout", millis(connectTimeout));
        if (localAddress != null) {
            properties.put("mail.imap.localaddress", localAddress);
        }
        properties.put("mail.imap.timeout", millis(livenessTimeout));
        properties.put("mail.imap.writetimeout", millis(livenessTimeout));
        properties.put("mail.imap.ssl.socketFactory", tls.getSocketFactory());
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.imap.starttls.required", Boolean.toString(startTls));
        properties.put("mail.imap.auth.mechanisms", mechanisms);
        properties.put("mail.imap.compress.enable", Boolean.toString(compress));
        return properties;
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
