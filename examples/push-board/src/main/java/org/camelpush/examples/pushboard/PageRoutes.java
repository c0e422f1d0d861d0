package org.camelpush.examples.pushboard;

import org.apache.camel.builder.RouteBuilder;

/** The page, from the class path. It loads nothing from elsewhere, and may not. */
final class PageRoutes extends RouteBuilder {

    @Override
    public void configure() {
        serve("/", "index.html", "text/html");
        serve("/board.css", "board.css", "text/css");
        serve("/board.js", "board.js", "text/javascript");
    }

    private void serve(String path, String file, String type) {
        from("platform-http:" + path + "?httpMethodRestrict=GET")
                .routeId(file)
                .setHeader("Content-Type", constant(type + "; charset=utf-8"))
                .setHeader("Content-Security-Policy", constant("default-src 'self'; img-src data:"))
                .setHeader("Cache-Control", constant("no-cache"))
                .setBody(constant("resource:classpath:board/" + file));
    }
}
