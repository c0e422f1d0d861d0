package org.camelpush.examples.pushboard;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.util.json.JsonObject;

/**
 * Server-sent events: each is the whole state, as JSON, so that one that is missed does no harm. A viewer has no thread; one that
 * reads too slowly is left out until it has caught up.
 */
final class BoardStream implements Handler<RoutingContext> {

    private static final int MAX_VIEWERS = 100;
    private static final int TOO_MANY = 503;
    /** Ages are counted in seconds: the state is told so often, whether or not something happened. */
    private static final int TICKS = 10;

    private final Set<HttpServerResponse> viewers = ConcurrentHashMap.newKeySet();
    private final Supplier<Map<String, Object>> state;
    private final LongSupplier version;
    private long told = -1;
    private int ticks;

    BoardStream(Supplier<Map<String, Object>> state, LongSupplier version) {
        this.state = state;
        this.version = version;
    }

    @Override
    public void handle(RoutingContext request) {
        HttpServerResponse response = request.response();
        if (viewers.size() >= MAX_VIEWERS) {
            response.setStatusCode(TOO_MANY).end("More than " + MAX_VIEWERS + " viewers: close one and try again.");
            return;
        }
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .closeHandler(closed -> viewers.remove(response));
        response.write("retry: 1000\n\n");
        viewers.add(response);
    }

    /** To be called ten times a second: tells the viewers what is new, and each second all of it. */
    void tick() {
        long now = version.getAsLong();
        ticks = (ticks + 1) % TICKS;
        if (viewers.isEmpty() || (now == told && ticks != 0)) {
            return;
        }
        told = now;
        String event = "data: " + new JsonObject(state.get()).toJson() + "\n\n";
        for (HttpServerResponse viewer : viewers) {
            if (viewer.closed()) {
                viewers.remove(viewer);
            } else if (!viewer.writeQueueFull()) {
                viewer.write(event);
            }
        }
    }
}
