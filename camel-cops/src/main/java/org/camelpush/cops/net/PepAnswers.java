package org.camelpush.cops.net;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepFailure;

/** Who waits for what of a PEP. On its event loop. */
final class PepAnswers {

    private final Map<Long, PepAnswer> waiting = new HashMap<>();
    private final Map<Long, PepAnswer> reporting = new HashMap<>();
    private final Map<Long, CompletableFuture<Void>> redialing = new HashMap<>();
    private long ids;

    long add(PepAnswer answer) {
        waiting.put(++ids, answer);
        return ids;
    }

    long add(CompletableFuture<Void> redialed) {
        redialing.put(++ids, redialed);
        return ids;
    }

    void answer(PepEffect.Answer answer) {
        PepAnswer who = waiting.remove(answer.id());
        if (answer.owed()) {
            reporting.put(answer.id(), who);
        }
        who.decided(answer.decision(), answer.kept(), answer.owed());
    }

    void reported(long id, ReportType type) {
        reporting.remove(id).reported(type);
    }

    void unreported(long id, String why) {
        reporting.remove(id).unreported(why);
    }

    void done(long id) {
        CompletableFuture<Void> redialed = redialing.remove(id);
        if (redialed == null) {
            waiting.remove(id).done();
        } else {
            redialed.complete(null);
        }
    }

    void fail(long id, PepFailure failure) {
        CompletableFuture<Void> redialed = redialing.remove(id);
        if (redialed == null) {
            waiting.remove(id).failed(failure);
        } else {
            redialed.completeExceptionally(new IOException(failure.text()));
        }
    }
}
