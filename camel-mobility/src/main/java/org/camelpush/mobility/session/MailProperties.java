package org.camelpush.mobility.session;

import java.util.Properties;

import javax.net.ssl.SSLContext;

/** What makes Jakarta Mail use the sockets of a bearer, and no others. */
final class MailProperties {

    private MailProperties() {}

    /**
     * @param protocol as Jakarta Mail has it, such as {@code imaps}
     * @param tls for TLS above the socket, or null for Jakarta Mail's own
     */
    static Properties of(String protocol, BearerSocketFactory sockets, SSLContext tls) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol;
        properties.put(prefix + ".socketFactory", sockets);
        // without this one a refused socket is followed by one over the default route
        properties.put(prefix + ".socketFactory.fallback", "false");
        // camel-mail may have set one, of the server that is usual
        properties.put(prefix + ".socketFactory.port", "-1");
        if (tls != null) {
            properties.put(prefix + ".ssl.socketFactory", tls.getSocketFactory());
        }
        return properties;
    }
}
