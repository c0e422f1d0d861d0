package org.camelpush.imapidle.net;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class NetworkWatchTest {

    private final AtomicInteger told = new AtomicInteger();
    private Optional<Set<String>> addresses = Optional.of(Set.of("eth0 192.0.2.1"));
    private Instant now = Instant.EPOCH;
    private final NetworkWatch watch = new NetworkWatch(() -> addresses, () -> now);

    private NetworkWatchTest() {
        watch.onChange(told::incrementAndGet);
        watch.look();
    }

    private void lookAfter(Duration time) {
        now = now.plus(time);
        watch.look();
    }

    @Test
    void nothingIsToldWhileNothingChanges() {
        lookAfter(NetworkWatch.PERIOD);
        lookAfter(NetworkWatch.PERIOD.plusSeconds(20)); // a machine that is busy
        assertThat(told).hasValue(0);
    }

    @Test
    void case39_eachChangeOfAddressesIsToldOnce() {
        addresses = Optional.of(Set.of());
        lookAfter(NetworkWatch.PERIOD);
        assertThat(told).hasValue(1);
        lookAfter(NetworkWatch.PERIOD);
        assertThat(told).hasValue(1);
        addresses = Optional.of(Set.of("wlan0 192.0.2.1"));
        lookAfter(NetworkWatch.PERIOD);
        assertThat(told).hasValue(2);
    }

    @Test
    void case39_aSleepIsTold() {
        lookAfter(NetworkWatch.PERIOD.plus(NetworkWatch.JUMP).plusMillis(1));
        assertThat(told).hasValue(1);
        lookAfter(NetworkWatch.PERIOD);
        assertThat(told).hasValue(1);
    }

    @Test
    void aClockThatIsSetBackIsTold() {
        lookAfter(Duration.ofHours(-1));
        assertThat(told).hasValue(1);
    }

    @Test
    void addressesThatCannotBeReadForAWhileAreNoChange() {
        Optional<Set<String>> readable = addresses;
        addresses = Optional.empty();
        lookAfter(NetworkWatch.PERIOD);
        addresses = readable;
        lookAfter(NetworkWatch.PERIOD);
        assertThat(told).hasValue(0);
    }

    @Test
    void addressesThatCannotBeReadAtFirstAreNoChange() {
        NetworkWatch late = new NetworkWatch(() -> addresses, () -> now);
        late.onChange(told::incrementAndGet);
        addresses = Optional.empty();
        late.look();
        addresses = Optional.of(Set.of("eth0 192.0.2.1"));
        late.look();
        assertThat(told).hasValue(0);
    }

    @Test
    void whoListensNoLongerIsNotTold() {
        Runnable end = watch.onChange(() -> told.addAndGet(100));
        end.run();
        lookAfter(Duration.ofHours(1));
        assertThat(told).hasValue(1);
    }

    @Test
    void looksByItselfOnTheThreadsThatMayBlock() {
        ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger looks = new AtomicInteger();
        try (NetworkWatch running = new NetworkWatch(
                () -> {
                    looks.incrementAndGet();
                    return NetworkWatch.present();
                },
                () -> now)) {
            running.start(threads, threads);
            await().untilAsserted(() -> assertThat(looks).hasPositiveValue());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void loopbackIsNoWayToAServer() {
        assertThat(NetworkWatch.present())
                .hasValueSatisfying(found -> assertThat(found).noneMatch(each -> each.contains("127.0.0.1")));
    }
}
