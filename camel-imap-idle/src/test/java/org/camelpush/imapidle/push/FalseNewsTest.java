package org.camelpush.imapidle.push;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.count;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.open;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A server that announces mails nobody can find. */
class FalseNewsTest {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RouteFixture route = new RouteFixture();
    private final AtomicInteger exists = new AtomicInteger(3);
    private final List<Long> looks = new CopyOnWriteArrayList<>();
    private volatile boolean mailIsThere;

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void case44_announcementsWithNothingBehindThemMakeNoBusyLoopAndTheNextMailIsFound() {
        route.serve("&markSeen=false&startFrom=new&pollInterval=" + PAUSE.toMillis(), this::announceNothing);
        await().atMost(PATIENCE).until(() -> looks.size() >= 5);
        // three at once, for something may have come and gone; from then on only now and then
        assertThat(looks.get(3) - looks.get(2)).isGreaterThanOrEqualTo(PAUSE.toNanos());
        assertThat(looks.get(4) - looks.get(3)).isGreaterThanOrEqualTo(PAUSE.toNanos());
        ScriptedConnection client = route.server().connection(1);
        assertThat(count(client, "UID FETCH .*")).isLessThanOrEqualTo(10);
        assertThat(count(client, "IDLE")).isLessThanOrEqualTo(10);
        mailIsThere = true;
        route.awaitSubjects("mail 4");
    }

    /** In every IDLE it counts one more, again and again; all looks are in vain until there is a mail. */
    private void announceNothing(ScriptedConnection client) throws IOException {
        open(client, exists.get(), 4);
        ScriptedCommand idle = null;
        for (ScriptedCommand c = client.awaitCommand(); c != null; c = client.awaitCommand()) {
            if (c.name().equals("IDLE")) {
                idle = c;
                client.send("+ idling");
                for (int i = 0; i < 10; i++) {
                    client.send("* " + exists.incrementAndGet() + " EXISTS");
                }
            } else if (c.tag().isEmpty()) {
                client.reply(idle, "OK IDLE done");
            } else {
                answer(client, c);
            }
        }
    }

    private void answer(ScriptedConnection client, ScriptedCommand command) throws IOException {
        boolean there = mailIsThere;
        if (command.name().equals("UID SEARCH")) {
            looks.add(System.nanoTime());
            client.send(there ? "* SEARCH 4" : "* SEARCH");
        } else if (command.name().equals("UID FETCH") && there) {
            client.sendFetch(command, exists.get(), 4, mail(4));
        }
        client.reply(command, "OK done");
    }
}
