package org.camelpush.examples.springboot;

import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * A mail server in the process, on a free port of the loopback, with one account. A mail comes when the route runs. With
 * {@code mail.embedded=false} there is none, and the route watches {@code mail.host}.
 */
@Component
@ConditionalOnProperty(name = "mail.embedded", matchIfMissing = true)
class EmbeddedMail implements CamelContextConfiguration, DisposableBean {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final String username;
    private final String password;

    EmbeddedMail(
            @Value("${camel.component.imap-idle.username}") String username,
            @Value("${camel.component.imap-idle.password}") String password) {
        this.username = username;
        this.password = password;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        server.start();
        Properties address = new Properties();
        address.setProperty("mail.scheme", "imap-idle");
        address.setProperty("mail.host", "127.0.0.1");
        address.setProperty("mail.port", Integer.toString(server.getImap().getPort()));
        context.getPropertiesComponent().setOverrideProperties(address);
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        try {
            GreenMailUser user = server.setUser(username + "@example.com", username, password);
            MimeMessage mail = new MimeMessage((Session) null);
            mail.setFrom("bob@example.com");
            mail.setSubject("Hello from Spring Boot");
            mail.setText("Pushed, not polled.");
            user.deliver(mail);
        } catch (MessagingException e) {
            throw new IllegalStateException("The first mail cannot be made", e);
        }
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
