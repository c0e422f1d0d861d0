package org.camelpush.examples.karafpush;

import java.util.Map;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.karaf.core.OsgiCamelContextPublisher;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleContext;

/** A Camel context of a bundle: its placeholders are a configuration's, and commands such as {@code camel:route-list} know it. */
final class RouteContext implements AutoCloseable {

    private final CamelContext camel;

    private RouteContext(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * Starts it.
     *
     * @param name as commands show it
     * @param settings for the placeholders of the routes
     * @param beans by the names that the routes use
     */
    static RouteContext start(
            BundleContext bundle,
            String name,
            Map<String, Object> settings,
            Map<String, Object> beans,
            RouteBuilder routes)
            throws Exception {
        CamelContext camel = new OsgiDefaultCamelContext(bundle);
        try {
            camel.getCamelContextExtension().setName(name);
            camel.getManagementStrategy().addEventNotifier(new OsgiCamelContextPublisher(bundle));
            Properties placeholders = new Properties();
            settings.forEach((key, value) -> placeholders.setProperty(key, value.toString()));
            camel.getPropertiesComponent().setInitialProperties(placeholders);
            beans.forEach(camel.getRegistry()::bind);
            camel.addRoutes(routes);
            camel.start();
            return new RouteContext(camel);
        } catch (Exception failure) {
            camel.stop();
            throw failure;
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
