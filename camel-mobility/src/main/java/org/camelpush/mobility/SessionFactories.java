package org.camelpush.mobility;

import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.camelpush.mobility.session.MobileSessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds of sessions there are: those of the registry, then those of the components that are on the class path. */
final class SessionFactories {

    private static final Logger LOG = LoggerFactory.getLogger(SessionFactories.class);

    private static final List<String> SHIPPED = List.of(
            "org.camelpush.mobility.session.ImapIdleSessions",
            "org.camelpush.mobility.session.MailSessions",
            "org.camelpush.mobility.session.CopsPepSessions");

    private SessionFactories() {}

    static List<MobileSessionFactory> of(CamelContext context) {
        List<MobileSessionFactory> factories =
                new ArrayList<>(context.getRegistry().findByType(MobileSessionFactory.class));
        for (String name : SHIPPED) {
            try {
                factories.add((MobileSessionFactory)
                        Class.forName(name).getDeclaredConstructor().newInstance());
            } catch (ReflectiveOperationException | LinkageError missing) {
                LOG.debug("Sessions of {} are not to be had: {}", name, missing.toString());
            }
        }
        return factories;
    }
}
