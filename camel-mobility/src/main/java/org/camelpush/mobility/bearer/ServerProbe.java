package org.camelpush.mobility.bearer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Learns how far one gets by a bearer, by asking the server one wants to reach. */
@FunctionalInterface
public interface ServerProbe {

    /** Takes that server for granted, without a packet. */
    ServerProbe NONE = (bearer, server) -> CompletableFuture.completedFuture(Reachability.SERVER);

    /** Completes with {@link Reachability#SERVER} only where that very server has answered, connected to from that bearer. */
    CompletionStage<Reachability> probe(Bearer bearer, ServerAddress server);
}
