package org.camelpush.imapidle;

import java.time.Duration;

import javax.net.ssl.SSLContext;

import org.camelpush.imapidle.producer.StoreSettings;
import org.camelpush.imapidle.session.AuthMechanism;

/** Turns a configuration into what a producer takes, and refuses what a producer cannot do. */
final class ProducerOptions {

    private ProducerOptions() {}

    /**
     * What a producer logs in with.
     *
     * @throws IllegalArgumentException naming the option that asks for what a producer cannot do
     */
    static StoreSettings of(ImapIdleEndpoint endpoint, SSLContext tls) {
        ImapIdleConfiguration options = endpoint.getConfiguration();
        refuseWhatCannotBeDone(options);
        MailboxAccount account = endpoint.ownAccount();
        return new StoreSettings(
                options.getHost(),
                options.getPort(),
                endpoint.isImplicitTls(),
                !endpoint.isImplicitTls() && options.isStartTls(),
                tls,
                Duration.ofMillis(options.getConnectTimeout()),
                Duration.ofMillis(options.getLivenessTimeout()),
                Duration.ofMillis(options.getMaxReconnectDelay()),
                options.getMaxLineLength(),
                options.getMaxLiteralSize(),
                endpoint.account(),
                mechanisms(options),
                options.isCompress(),
                options.isIdentify(),
                ImapIdleOptions.disabled(options),
                () -> endpoint.credentials(account));
    }

    private static void refuseWhatCannotBeDone(ImapIdleConfiguration options) {
        if (options.getMailboxes() != null) {
            throw new IllegalArgumentException(
                    "Option mailboxes is set; a producer works in one mailbox: use an endpoint"
                            + " with username and password");
        }
        // never by another way than the one that was asked for
        refuse("proxy", options.getProxy());
        refuse("localAddress", options.getLocalAddress());
        refuse("networkInterface", options.getNetworkInterface());
        if (options.getAuthMechanism() == AuthMechanism.OAUTHBEARER) {
            throw new IllegalArgumentException(
                    "Option authMechanism is OAUTHBEARER; in a producer it must be another:" + " XOAUTH2 for a token");
        }
    }

    private static void refuse(String option, String value) {
        if (value != null) {
            throw new IllegalArgumentException(
                    "Option " + option + " is set; a producer does not have it yet, and would"
                            + " connect by another way: leave it out, or give the producer an endpoint of its own without it");
        }
    }

    private static String mechanisms(ImapIdleConfiguration options) {
        if (options.getAuthMechanism() != AuthMechanism.AUTO) {
            return options.getAuthMechanism().name();
        }
        return options.getOauthProfile() == null ? "PLAIN LOGIN" : "XOAUTH2";
    }
}
