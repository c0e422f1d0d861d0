package org.camelpush.mobility.session;

import java.util.Objects;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.component.mail.MailConfiguration;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;

/** Profiles of bearers for a consumer of camel-mail, which reads host and login from its options when it connects. */
final class MailSessionProfiles {

    private final MailConfiguration options;
    private final BearerProfiles profiles;
    private final String host;
    private final int port;
    private final String username;
    private final String password;
    private final MailAuthenticator authenticator;

    /** @throws IllegalArgumentException says what a profile has that cannot be */
    MailSessionProfiles(MailConfiguration options, BearerProfiles profiles) {
        this.options = options;
        this.profiles = profiles;
        host = options.getHost();
        port = options.getPort();
        username = options.getUsername();
        password = options.getPassword();
        authenticator = options.getAuthenticator();
        profiles.allowServerAndLoginOnly("camel-mail");
    }

    /** The one that is usual. */
    ServerAddress server(String protocol, SSLContext tls) {
        return new ServerAddress(protocol, host, port, tls);
    }

    ServerAddress server(String protocol, Bearer bearer, SSLContext tls) {
        Optional<BearerProfile> profile = profiles.of(bearer);
        return new ServerAddress(
                protocol,
                profile.map(BearerProfile::getHost).orElse(host),
                profile.map(BearerProfile::getPort).filter(other -> other != 0).orElse(port),
                tls);
    }

    /** The next connection is by that bearer. */
    void apply(Bearer bearer) {
        if (profiles.all().isEmpty()) {
            return;
        }
        ServerAddress server = server("", bearer, null);
        options.setHost(server.host());
        options.setPort(server.port());
        BearerProfile login =
                profiles.of(bearer).filter(BearerProfile::hasLogin).orElse(null);
        options.setAuthenticator(login == null ? authenticator : null);
        options.setUsername(login == null ? username : Objects.requireNonNullElse(login.getUsername(), username));
        options.setPassword(login == null ? password : Objects.requireNonNullElse(login.getPassword(), password));
    }
}
