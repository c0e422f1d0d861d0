package org.camelpush.mobility;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.Gate;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** What happens when the host has slept. */
class SleepWatchTest {

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final AtomicInteger woken = new AtomicInteger();
    private final SleepWatch watch = new SleepWatch(() -> Instant.ofEpochMilli(millis.get()), woken::incrementAndGet);

    private int lookAfter(long passed) {
        millis.addAndGet(passed);
        watch.look();
        return woken.get();
    }

    @Test
    void aMachineThatIsLateDoesNotSleep() {
        assertThat(lookAfter(5_000)).isZero();
        assertThat(lookAfter(35_000)).isZero();
        assertThat(lookAfter(0)).isZero();
    }

    @Test
    void scenario41_eachSleepIsNoticedOnce() {
        assertThat(lookAfter(8 * 3_600_000L)).isEqualTo(1);
        assertThat(lookAfter(5_000)).isEqualTo(1);
        assertThat(lookAfter(36_000)).isEqualTo(2);
    }

    @Test
    void aClockThatIsPutBackMaySayThatTheHostSlept() {
        assertThat(lookAfter(-3_600_000L)).isEqualTo(1);
        assertThat(lookAfter(5_000)).isEqualTo(1);
    }

    /** While it slept the cellular network began to lead nowhere, and later the Wi-Fi goes. */
    @Test
    void scenario41_afterASleepTheServerIsAskedOnceOnEachBearerAndTheSessionGoesOn() throws IOException {
        try (MailServer server = new MailServer();
                Gate gate = new Gate(server.imapPort());
                HubFixture hub = new HubFixture()) {
            hub.hub().clock(() -> Instant.ofEpochMilli(millis.get()));
            hub.mobileRoute("inbox", server.imapIdleUri("").replace(":" + server.imapPort(), ":" + gate.port()))
                    .start();
            hub.bearers().report(Bearers.wifi());
            hub.bearers().report(Bearers.cellular());
            await().atMost(PATIENCE)
                    .until(() -> "wlan0".equals(hub.status("inbox").get("bearer"))
                            && hub.status("inbox").toString().contains("wwan0"));
            await().atMost(PATIENCE).until(() -> gate.accepted("127.0.0.3") > 0);
            int before = gate.accepted("127.0.0.3");
            int outcomes = hub.outcomes().size();
            millis.addAndGet(8 * 3_600_000L);
            await().atMost(PATIENCE).until(() -> gate.accepted("127.0.0.3") > before);
            server.deliver("after the sleep");
            await().atMost(PATIENCE).until(() -> hub.subjects().size() == 1);
            assertThat(gate.accepted("127.0.0.3")).isEqualTo(before + 1);
            assertThat(hub.outcomes()).hasSize(outcomes);
            assertThat(hub.status("inbox")).containsEntry("bearer", "wlan0").containsEntry("state", "STABLE");
        }
    }
}
