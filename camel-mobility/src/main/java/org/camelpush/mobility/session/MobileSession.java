package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.SessionProgress;

/**
 * Something that has a connection to a server and can take it to another bearer. Called by one thread at a time, and never
 * blocks it. Stages may complete on any thread; one that fails does so with a {@link MigrationException} where the reason
 * is known.
 */
public interface MobileSession {

    /** Unique in its hub; usually the route's id. */
    String name();

    /** For policies, or null. */
    String account();

    /** Such as {@code imap}. */
    String protocol();

    /** Whom it talks to, for probes; empty where that cannot be probed. */
    Optional<ServerAddress> server();

    /** Whom it talks to on that bearer, where that is another one than usual. */
    default Optional<ServerAddress> server(Bearer bearer) {
        return server();
    }

    /** What it can, without {@link MigrationMode#AUTO}. */
    Set<MigrationMode> modes();

    /** What it is at; for policies. */
    SessionProgress progress();

    /**
     * Brings the work under way to an end. It goes on working where it is with make-before-break, and closes its connection in
     * order with break-before-make. May be called again with a stricter drain.
     */
    CompletionStage<Void> prepare(MigrationMode mode, DrainMode drain, Duration timeout);

    /** After {@link #prepare}: it does not move after all, and works on. */
    void stay();

    /** What it has on that bearer is dead, or is to be: closes it at once, without a word to the server. */
    void carrierLost(Bearer bearer);

    /**
     * Makes a connection on that bearer and no other; with make-before-break beside the one there is.
     *
     * @param drain what becomes of what the old connection is at, where that is up to now
     * @param drainTimeout how long that may take
     */
    CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout);

    /** Learns by the new connection what came meanwhile. */
    default CompletionStage<Void> catchUp() {
        return CompletableFuture.completedFuture(null);
    }

    /** From now on the new connection delivers, and no other. */
    default void cutOver() {}

    /** Says goodbye on the old connection, which is closed after that time at the latest. */
    default CompletionStage<Void> retire(Duration timeout) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * From now on it tells, in words, when its server does not answer on the bearer it is on although that is up: where there
     * is another one, it goes there.
     *
     * @return ends that when run
     */
    default Runnable onDeadPath(Consumer<String> listener) {
        return () -> {};
    }

    /** What it holds until a person says what becomes of it, such as Message-IDs. */
    default List<String> held() {
        return List.of();
    }

    /** A person says of all that it holds whether it is to be done again, or was done. */
    default void settleHeld(boolean again) {}

    /** A mail of it enters its route. */
    default void began(Exchange exchange) {}

    /** Gives up the new connection. */
    void discard();
}
