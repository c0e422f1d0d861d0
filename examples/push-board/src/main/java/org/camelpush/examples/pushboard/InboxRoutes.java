package org.camelpush.examples.pushboard;

import java.util.List;

import org.apache.camel.builder.RouteBuilder;

/** A route for each mailbox; by which network it is watched, the policy chooses. */
final class InboxRoutes extends RouteBuilder {

    private final List<String> users;

    InboxRoutes(List<String> users) {
        this.users = users;
    }

    @Override
    public void configure() {
        for (String user : users) {
            from("imap-idle:127.0.0.1:{{imap.port}}?username=" + user + "&password=RAW({{imap.password}})"
                            // GreenMail has no STARTTLS. A server elsewhere has: leave this option out, or use
                            // imaps-idle.
                            + "&startTls=false")
                    .routeId(user)
                    .routePolicyRef("mobile")
                    .bean("board", "mail");
        }
    }
}
