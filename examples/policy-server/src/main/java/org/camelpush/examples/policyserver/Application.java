package org.camelpush.examples.policyserver;

import java.util.Map;

import org.apache.camel.main.Main;

/** A Camel application with the routes of one file; there are three of them in this process. */
final class Application implements AutoCloseable {

    private final Main main = new Main();

    /**
     * @param routes the name of their file
     * @param properties what is in double braces there
     * @param beans what they call
     */
    Application(String routes, Map<String, Object> properties, Map<String, Object> beans) {
        main.addInitialProperty("camel.main.routesIncludePattern", "classpath:routes/" + routes + ".camel.yaml");
        properties.forEach((name, value) -> main.addInitialProperty(name, value.toString()));
        beans.forEach(main::bind);
        main.start();
    }

    /** Calls a route, which must succeed. */
    void call(String uri, Object body, Map<String, Object> headers) {
        main.getCamelContext().createProducerTemplate().requestBodyAndHeaders(uri, body, headers);
    }

    /** Takes nothing from outside any more; sends away who is there. */
    void suspend() {
        main.getCamelContext().suspend();
    }

    void resume() {
        main.getCamelContext().resume();
    }

    @Override
    public void close() {
        main.stop();
    }
}
