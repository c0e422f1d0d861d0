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
                options.getLocalAddress(),
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
        refuse("proxy", options.getProxy());
        refuse("networkInterface", options.getNetworkInterface());
        if (options.getAuthMechanism() == AuthMechanism.OAUTHBEARER) {
            throw new IllegalArgumentException(
                    "Option authMechanism is OAUTHBEARER; in a producer it must be another:" + " XOAUTH2 for a token");
        }
    }

    /** A way around it would be worse than none: Angus Mail looks names up itself, and knows no devices. */
    private static void refuse(String option, String value) {
        if (value != null) {
            throw new IllegalArgumentException("Option " + option + " is " + (option.equals("proxy") ? "set" : value)
                    + "; it must be left out in a producer, which cannot keep to it");
        }
    }

    private static String mechanisms(ImapIdleConfiguration options) {
        if (options.getAuthMechanism() != AuthMechanism.AUTO) {
            return options.getAuthMechanism().name();
        }
        return options.getOauthProfile() == null ? "PLAIN LOGIN" : "XOAUTH2";
    }
}
