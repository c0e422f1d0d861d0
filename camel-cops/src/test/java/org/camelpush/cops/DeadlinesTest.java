package org.camelpush.cops;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.EventLoops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DeadlinesTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final RequestMessage REQUEST =
            CopsRequest.of(new Context(1, 0), Octets.EMPTY).with(1, new Handle(Octets.ofHex("2a")));

    private final EventLoops loops = EventLoops.start("test-#counter#-#name#");
    private final List<PendingDecision> late = new CopyOnWriteArrayList<>();
    private final Deadlines deadlines = new Deadlines(loops, SOON, late::add);

    @AfterEach
    void stop() {
        loops.close();
    }

    private PendingDecision pending() {
        PendingDecision pending = new PendingDecision(REQUEST, decision -> {});
        deadlines.add(pending);
        return pending;
    }

    @Test
    void whatIsNotDecidedIsToldOnceAndWhatIsDecidedIsNot() {
        PendingDecision decided = pending();
        PendingDecision first = pending();
        PendingDecision second = pending();
        deadlines.remove(decided);
        await().atMost(PolicyFixture.PATIENCE).until(() -> late.size() == 2);
        assertThat(late).containsExactly(first, second);
        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(second.deadline());
    }

    @Test
    void itGoesOnWatchingBehindAPause() {
        PendingDecision first = pending();
        await().atMost(PolicyFixture.PATIENCE).until(() -> late.contains(first));
        PendingDecision next = pending();
        await().atMost(PolicyFixture.PATIENCE).until(() -> late.contains(next));
        assertThat(late).containsExactly(first, next);
    }
}
