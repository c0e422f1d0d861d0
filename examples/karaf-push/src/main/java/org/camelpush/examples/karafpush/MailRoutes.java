package org.camelpush.examples.karafpush;

import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ComponentResolver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Logs each mail the moment the server has it. Runs while there is an {@code etc/org.camelpush.examples.mail.cfg} and a
 * camel-imap-idle, and anew when one of them changes. Mails that come meanwhile stay unseen on the server: they come then.
 */
@Component(configurationPid = "org.camelpush.examples.mail", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MailRoutes extends RouteBuilder {

    /** Not used, but waited for: without the component there is no route. */
    @Reference(target = "(component=imap-idle)")
    ComponentResolver imapIdle;

    private RouteContext context;

    @Override
    public void configure() {
        from("{{mail.scheme}}:{{mail.host}}:{{mail.port}}?startTls={{mail.startTls:true}}"
                        + "&username=RAW({{mail.username}})&password=RAW({{mail.password}})")
                .routeId("inbox")
                .log("mail: ${header.subject}");
    }

    @Activate
    void start(BundleContext bundle, Map<String, Object> settings) throws Exception {
        context = RouteContext.start(bundle, "mail", settings, Map.of(), this);
    }

    @Deactivate
    void stop() {
        context.close();
    }
}
