package org.camelpush.mobility.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.builder.RouteBuilder;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.SessionProgress;
import org.camelpush.mobility.session.MobileSession;
import org.camelpush.mobility.session.MobileSessionFactory;

/** A session of a route that has no server: it is wherever it is told to be, at once. */
public final class LoopSession implements MobileSession {

    private final String name;
    private final Set<MigrationMode> modes;

    private LoopSession(String name, Set<MigrationMode> modes) {
        this.name = name;
        this.modes = modes;
    }

    /** Adds a route named {@code loop} with such a session. */
    public static void bind(HubFixture hub, Set<MigrationMode> modes) {
        bind(hub, modes, List.of("loop"));
    }

    /** Adds routes of these names with such sessions. */
    public static void bind(HubFixture hub, Set<MigrationMode> modes, List<String> names) {
        MobileSessionFactory factory = (route, tools) -> Optional.of(new LoopSession(route.id(), modes));
        hub.bind("loops", factory);
        hub.routes(new RouteBuilder() {
            @Override
            public void configure() {
                names.forEach(name -> from("direct:" + name)
                        .routeId(name)
                        .routePolicyRef("mobile")
                        .to("mock:loop"));
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String account() {
        return "alice";
    }

    @Override
    public String protocol() {
        return "loop";
    }

    @Override
    public Optional<ServerAddress> server() {
        return Optional.empty();
    }

    @Override
    public Set<MigrationMode> modes() {
        return modes;
    }

    @Override
    public SessionProgress progress() {
        return SessionProgress.IDLE;
    }

    @Override
    public CompletionStage<Void> prepare(MigrationMode mode, DrainMode drain, Duration timeout) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void stay() {
        // it never stopped
    }

    @Override
    public void carrierLost(Bearer bearer) {
        // there is nothing to close
    }

    @Override
    public CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void discard() {
        // there is nothing to close
    }
}
