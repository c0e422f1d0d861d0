package org.camelpush.mobility;

import java.util.Objects;
import java.util.Properties;

import javax.net.ssl.SSLContext;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.session.BearerProfile;
import org.camelpush.mobility.session.BearerProfiles;
import org.camelpush.mobility.session.MobileTransport.Attempt;

/** Which server a sender sends to by which bearer, and who logs in there. */
final class MobileMailSenderServers {

    private final DefaultJavaMailSender usual;
    private final Attempt byUsual;
    private final BearerProfiles profiles;
    private final SSLContext tls;
    private volatile Attempt present;

    /**
     * @param byUsual sends to the server that is usual
     * @throws IllegalArgumentException says what a profile has that cannot be
     */
    MobileMailSenderServers(DefaultJavaMailSender usual, Attempt byUsual, BearerProfiles profiles, SSLContext tls) {
        this.usual = usual;
        this.byUsual = byUsual;
        this.profiles = profiles;
        this.tls = tls;
        present = byUsual;
        profiles.allowServerAndLoginOnly("a sender");
    }

    void send(MimeMessage mail) throws MessagingException {
        present.send(mail);
    }

    /** For null, the one that is usual. */
    ServerAddress of(Bearer bearer) {
        return profiles.of(bearer)
                .map(profile -> new ServerAddress("smtp", host(profile), port(profile), tls))
                .orElseGet(() -> new ServerAddress("smtp", usual.getHost(), usual.getPort(), tls));
    }

    private String host(BearerProfile profile) {
        return Objects.requireNonNullElse(profile.getHost(), usual.getHost());
    }

    private int port(BearerProfile profile) {
        return profile.getPort() == 0 ? usual.getPort() : profile.getPort();
    }

    /** The next mails go by that bearer. */
    void use(Bearer bearer) {
        present = profiles.of(bearer).<Attempt>map(this::by).orElse(byUsual);
    }

    private Attempt by(BearerProfile profile) {
        DefaultJavaMailSender other = new DefaultJavaMailSender();
        other.setProtocol(usual.getProtocol());
        other.setHost(host(profile));
        other.setPort(port(profile));
        boolean login = profile.getUsername() != null || profile.getPassword() != null;
        other.setUsername(profile.getUsername() == null ? usual.getUsername() : profile.getUsername());
        other.setPassword(profile.getPassword() == null ? usual.getPassword() : profile.getPassword());
        other.setAuthenticator(login ? null : usual.getAuthenticator());
        Properties properties = new Properties();
        properties.putAll(usual.getJavaMailProperties());
        if (login) {
            properties.put("mail." + usual.getProtocol() + ".auth", "true");
        }
        other.setJavaMailProperties(properties);
        return other::send;
    }
}
