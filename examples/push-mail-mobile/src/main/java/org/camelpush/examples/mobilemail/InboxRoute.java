package org.camelpush.examples.mobilemail;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Watches the mailbox by the network that the policy chooses: the route policy makes its consumer a mobile session. */
final class InboxRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("imap-idle:127.0.0.1:{{imap.port}}?username={{imap.username}}&password=RAW({{imap.password}})"
                        // GreenMail has no STARTTLS. A server elsewhere has: leave this option out, or use imaps-idle.
                        + "&startTls=false")
                .routeId("inbox")
                .routePolicyRef("mobile")
                .log(LoggingLevel.INFO, "story", "mail       \"${header.Subject}\"")
                .process("mailbox")
                .log(LoggingLevel.INFO, "story", "mail       \"${header.Subject}\" is done with");
    }
}
