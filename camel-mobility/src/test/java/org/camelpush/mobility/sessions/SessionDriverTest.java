package org.camelpush.mobility.sessions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.bearer.ServerProbe;
import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.manager.ManagerSettings;
import org.camelpush.mobility.manager.MigrationState;
import org.camelpush.mobility.policy.DefaultPolicy;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.SessionProgress;
import org.camelpush.mobility.session.MobileSession;
import org.camelpush.mobility.session.SessionDriver;
import org.camelpush.mobility.session.SessionDriver.DriverParts;
import org.camelpush.mobility.session.SessionListener;
import org.camelpush.mobility.session.Turns;
import org.camelpush.mobility.testkit.Bearers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** Drivers with real threads, and sessions whose connections the test completes. */
class SessionDriverTest {

    private final ExecutorService steps = Executors.newFixedThreadPool(2);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Queue<CompletableFuture<Void>> connecting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Queue<MigrationOutcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<Long> started = new ConcurrentLinkedQueue<>();
    private final ReportedBearers bearers = new ReportedBearers();

    /** As usual, but for the policy, which has a moment. */
    private static ManagerSettings.Times soon() {
        ManagerSettings.Times usual = ManagerSettings.Times.USUAL;
        return new ManagerSettings.Times(
                Duration.ofMillis(300),
                usual.drain(),
                usual.connect(),
                usual.backoff(),
                usual.maxBackoff(),
                usual.loginBackoff(),
                usual.flapHalfLife());
    }

    @AfterEach
    void stop() {
        steps.shutdownNow();
        threads.shutdownNow();
        timer.shutdownNow();
    }

    private final class Connecting implements MobileSession {
        private final String name;

        Connecting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String account() {
            return null;
        }

        @Override
        public String protocol() {
            return "imap";
        }

        @Override
        public Optional<ServerAddress> server() {
            return Optional.empty();
        }

        @Override
        public Set<MigrationMode> modes() {
            return Set.of(MigrationMode.MAKE_BEFORE_BREAK);
        }

        @Override
        public SessionProgress progress() {
            return SessionProgress.IDLE;
        }

        @Override
        public CompletionStage<Void> prepare(MigrationMode mode, DrainMode drain, Duration timeout) {
            throw new IllegalStateException("cannot prepare"); // it goes on without
        }

        @Override
        public void stay() {
            throw new IllegalStateException("cannot stay"); // nobody minds
        }

        @Override
        public void carrierLost(Bearer bearer) {
            // there is nothing to close
        }

        @Override
        public CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration timeout) {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            CompletableFuture<Void> connection = new CompletableFuture<>();
            connecting.add(connection);
            return connection;
        }

        @Override
        public void discard() {
            // there is nothing to close
        }
    }

    private SessionDriver driver(String name, MobilityPolicy policy, Turns turns) {
        return driver(name, policy, turns, ManagerSettings.Times.USUAL);
    }

    private SessionDriver driver(String name, MobilityPolicy policy, Turns turns, ManagerSettings.Times times) {
        SessionListener listener = new SessionListener() {
            @Override
            public void event(MobileSession session, ManagerEvent event) {
                if (event instanceof ManagerEvent.Started begun) {
                    started.add(begun.migration());
                }
            }

            @Override
            public void completed(MobileSession session, MigrationOutcome outcome) {
                outcomes.add(outcome);
            }
        };
        return new SessionDriver(
                new Connecting(name),
                new ManagerSettings(
                        name,
                        null,
                        "imap",
                        Set.of(MigrationMode.MAKE_BEFORE_BREAK),
                        policy.preference(),
                        policy::permits,
                        policy::matters,
                        false,
                        times),
                new DriverParts(policy, ServerProbe.NONE, steps, threads, timer, System::nanoTime, turns, listener));
    }

    private BearerSnapshot with(Bearer bearer) {
        bearers.report(bearer);
        return bearers.snapshot();
    }

    @Test
    void scenario29_soManySessionsConnectAtOnceAndNoMoreAndAllOfThemDo() {
        Turns turns = new Turns(4);
        List<SessionDriver> drivers = new ArrayList<>();
        BearerSnapshot wifi = with(Bearers.wifi());
        for (int i = 0; i < 50; i++) {
            SessionDriver driver = driver("s" + i, new DefaultPolicy(), turns);
            driver.tell(new ManagerInput.Bearers(wifi));
            driver.tell(new ManagerInput.Start());
            drivers.add(driver);
        }
        await().atMost(PATIENCE).until(() -> connecting.size() == 4);
        await().atMost(PATIENCE).until(() -> {
            CompletableFuture<Void> next = connecting.poll();
            while (next != null) {
                atOnce.decrementAndGet();
                next.complete(null);
                next = connecting.poll();
            }
            return outcomes.size() == 50;
        });
        assertThat(most.get()).isEqualTo(4);
        await().atMost(PATIENCE)
                .until(() -> drivers.stream().allMatch(each -> each.snapshot().state() == MigrationState.STABLE));
    }

    @Test
    void scenario30_whatManyThreadsTellIsTakenOneAtATime() throws Exception {
        SessionDriver driver = driver("s", new DefaultPolicy(), new Turns(10));
        driver.tell(new ManagerInput.Start());
        ExecutorService tellers = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
            tellers.execute(() -> {
                for (int i = 0; i < 300; i++) {
                    synchronized (bearers) {
                        if (i % 3 == 0) {
                            bearers.gone("wlan0");
                        } else {
                            bearers.report(i % 3 == 1 ? Bearers.wifi() : Bearers.cellular());
                        }
                        driver.tell(new ManagerInput.Bearers(bearers.snapshot()));
                    }
                    CompletableFuture<Void> connection = connecting.poll();
                    if (connection != null) {
                        connection.complete(null);
                    }
                }
            });
        }
        tellers.shutdown();
        assertThat(tellers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        driver.tell(new ManagerInput.Bearers(with(Bearers.ethernet())));
        await().atMost(PATIENCE).until(() -> {
            CompletableFuture<Void> connection = connecting.poll();
            if (connection != null) {
                connection.complete(null);
            }
            Bearer on = driver.snapshot().bearer();
            return on != null && on.id().equals("eth0") && driver.snapshot().state() == MigrationState.STABLE;
        });
        assertThat(outcomes.stream().map(MigrationOutcome::migration))
                .as("each migration has one outcome")
                .containsExactlyElementsOf(started);
    }

    @Test
    void scenario18_aPolicyThatThrowsOrReturnsNullIsAnsweredFor() {
        for (MobilityPolicy broken : List.<MobilityPolicy>of(
                request -> {
                    throw new IllegalStateException("it threw");
                },
                request -> null,
                request -> CompletableFuture.completedFuture(null))) {
            outcomes.clear();
            SessionDriver driver = driver("s", broken, new Turns(1));
            driver.tell(new ManagerInput.Bearers(with(Bearers.wifi())));
            driver.tell(new ManagerInput.Start());
            await().atMost(PATIENCE).until(() -> !connecting.isEmpty());
            connecting.poll().complete(null);
            await().atMost(PATIENCE).until(() -> driver.snapshot().state() == MigrationState.STABLE);
        }
    }

    @Test
    void aPolicyThatDoesNotReturnIsAnsweredForAndHoldsUpNobodyElse() {
        CountDownLatch never = new CountDownLatch(1);
        MobilityPolicy stuck = request -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return null;
        };
        BearerSnapshot wifi = with(Bearers.wifi());
        List<SessionDriver> drivers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            drivers.add(driver("stuck" + i, stuck, new Turns(1), soon()));
        }
        drivers.add(driver("s", new DefaultPolicy(), new Turns(1)));
        drivers.forEach(each -> {
            each.tell(new ManagerInput.Bearers(wifi));
            each.tell(new ManagerInput.Start());
        });
        await().atMost(PATIENCE).until(() -> connecting.size() == drivers.size());
        connecting.forEach(each -> each.complete(null));
        await().atMost(PATIENCE)
                .until(() -> drivers.stream().allMatch(each -> each.snapshot().state() == MigrationState.STABLE));
    }

    @Test
    void whatAPolicyIsToldComesInOrder() {
        List<String> heard = new CopyOnWriteArrayList<>();
        MobilityPolicy slow = new MobilityPolicy() {
            @Override
            public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                heard.add("asked for " + request.proposed().id());
                return new CompletableFuture<>();
            }

            @Override
            public void cancelled(String requestId) {
                heard.add("cancelled");
            }
        };
        SessionDriver driver = driver("s", slow, new Turns(1));
        driver.tell(new ManagerInput.Start());
        driver.tell(new ManagerInput.Bearers(with(Bearers.cellular())));
        bearers.gone("wwan0");
        driver.tell(new ManagerInput.Bearers(bearers.snapshot()));
        driver.tell(new ManagerInput.Bearers(with(Bearers.wifi())));
        await().atMost(PATIENCE).until(() -> heard.size() >= 3);
        assertThat(heard).startsWith("asked for wwan0", "cancelled", "asked for wlan0");
    }

    @Test
    void aSessionThatThrowsHasFailedToConnect() {
        SessionDriver driver = driver("s", new DefaultPolicy(), new Turns(1));
        driver.tell(new ManagerInput.Bearers(with(Bearers.wifi())));
        driver.tell(new ManagerInput.Start());
        await().atMost(PATIENCE).until(() -> !connecting.isEmpty());
        connecting.poll().completeExceptionally(new IllegalStateException("no"));
        await().atMost(PATIENCE).until(() -> driver.snapshot().state() == MigrationState.REJECTED);
        assertThat(outcomes.poll().reason()).isEqualTo("no");
    }
}
