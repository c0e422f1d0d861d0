package org.camelpush.mobility;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import javax.net.ssl.SSLContext;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.session.BearerProfile;
import org.camelpush.mobility.session.BearerProfiles;
import org.camelpush.mobility.session.MobileTransport;
import org.camelpush.mobility.session.OnAmbiguous;

/**
 * A sender for camel-mail ({@code smtp:host?javaMailSender=#bean}) that is a mobile session: each mail goes by the bearer
 * the policy has chosen. A mail whose bearer is lost before the server has got all of it goes again by the next one.
 */
@Metadata(label = "bean", description = "Sends mail of camel-mail by the bearer that a mobility policy chooses.")
@Configurer(metadataOnly = true)
public class MobileMailSender extends DefaultJavaMailSender implements CamelContextAware {

    @Metadata(
            description = "The hub whose policy decides.",
            javaType = "org.camelpush.mobility.Mobility",
            required = true)
    private Mobility mobility;

    @Metadata(description = "Name of the session.", defaultValue = "smtp")
    private String name = "smtp";

    @Metadata(
            description =
                    "What becomes of a mail when its bearer is lost after all of it was sent and before the server"
                            + " took it: FAIL, HOLD until a person decides, or RESEND, by which it may arrive twice.",
            defaultValue = "FAIL")
    private OnAmbiguous onAmbiguous = OnAmbiguous.FAIL;

    @Metadata(
            description = "How long a mail waits for a bearer.",
            defaultValue = "60s",
            javaType = "java.time.Duration")
    private Duration patience = Duration.ofSeconds(60);

    @Metadata(
            description = "How long a mail is held for a person, with onAmbiguous=HOLD; then its exchange fails.",
            defaultValue = "5m",
            javaType = "java.time.Duration")
    private Duration holdTimeout = Duration.ofMinutes(5);

    @Metadata(
            description = "What is other than usual on some bearers: server and login, such as those of the relay of a"
                    + " provider. The first that is for a bearer counts.",
            javaType = "java.util.List<org.camelpush.mobility.session.BearerProfile>")
    private List<BearerProfile> profiles = new ArrayList<>(); // by index, as Camel binds lists

    private CamelContext camelContext;
    private MobileTransport transport;
    private MobileMailSenderServers servers;

    public MobileMailSender() {
        setProtocol("smtp");
    }

    @Override
    public void send(MimeMessage mail) throws MessagingException {
        transport().send(mail, servers::send);
    }

    private synchronized MobileTransport transport() {
        if (transport == null) {
            MobileTransport made = new MobileTransport(onAmbiguous, patience, holdTimeout);
            Properties properties = getJavaMailProperties();
            properties.put("mail." + getProtocol() + ".socketFactory", made.sockets());
            // without this one a refused socket is followed by one over the default route
            properties.put("mail." + getProtocol() + ".socketFactory.fallback", "false");
            properties.putIfAbsent("mail." + getProtocol() + ".auth", String.valueOf(getUsername() != null));
            setSession(null);
            mobility.setCamelContext(camelContext);
            mobility.begin();
            servers = new MobileMailSenderServers(
                    this,
                    super::send,
                    new BearerProfiles(profiles),
                    getProtocol().equals("smtps") ? tls() : null);
            mobility.sessions()
                    .join(made.session(name, getUsername(), servers::of, servers::use))
                    .tell(new ManagerInput.Start());
            transport = made;
        }
        return transport;
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("There is no TLS in this JVM: " + failure.getMessage(), failure);
        }
    }

    /** The first mail brings the session into being; to be called by who wants that sooner. */
    public void begin() {
        transport();
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camelContext = context;
    }

    public Mobility getMobility() {
        return mobility;
    }

    /** The hub whose policy decides. */
    public void setMobility(Mobility mobility) {
        this.mobility = mobility;
    }

    public String getName() {
        return name;
    }

    /** Name of the session. */
    public void setName(String name) {
        this.name = name;
    }

    public List<BearerProfile> getProfiles() {
        return profiles;
    }

    /** What is other than usual on some bearers; the first that is for a bearer counts. */
    public void setProfiles(List<BearerProfile> profiles) {
        this.profiles = profiles;
    }

    public OnAmbiguous getOnAmbiguous() {
        return onAmbiguous;
    }

    /** What becomes of a mail when its bearer is lost after all of it was sent and before the server took it. */
    public void setOnAmbiguous(OnAmbiguous onAmbiguous) {
        this.onAmbiguous = onAmbiguous;
    }

    public Duration getHoldTimeout() {
        return holdTimeout;
    }

    /** How long a mail is held for a person, with onAmbiguous=HOLD; then its exchange fails. */
    public void setHoldTimeout(Duration holdTimeout) {
        this.holdTimeout = holdTimeout;
    }

    public Duration getPatience() {
        return patience;
    }

    /** How long a mail waits for a bearer. */
    public void setPatience(Duration patience) {
        this.patience = patience;
    }
}
