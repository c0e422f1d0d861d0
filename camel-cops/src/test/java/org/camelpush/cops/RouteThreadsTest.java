package org.camelpush.cops;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteThreadsTest {

    private static final int MOST = 4;

    private final ExecutorService pool = Executors.newFixedThreadPool(MOST);
    private final RouteThreads threads = new RouteThreads(pool, MOST);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void tasksThatWaitForEachOtherRunAtOnce() throws Exception {
        CyclicBarrier all = new CyclicBarrier(MOST);
        CountDownLatch met = new CountDownLatch(MOST);
        for (int i = 0; i < MOST; i++) {
            threads.execute(() -> {
                meet(all);
                met.countDown();
            });
        }
        assertThat(met.await(1, MINUTES)).isTrue();
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await(1, MINUTES);
        } catch (Exception late) {
            throw new IllegalStateException(late);
        }
    }

    @Test
    void aTaskBehindOneThatBlocksDoesNotWaitForIt() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        threads.execute(() -> {
            blocked.countDown();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(blocked.await(1, MINUTES)).isTrue();
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(done::countDown);
        assertThat(done.await(1, MINUTES)).isTrue();
        end.countDown();
    }

    @Test
    void allTasksOfManyThreadsRunOnceAndNoMoreThanMayAtOnce() throws Exception {
        int givers = 4;
        int each = 50_000;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(givers * each);
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        for (int giver = 0; giver < givers; giver++) {
            int first = giver * each;
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            int number = first + i;
                            threads.execute(() -> {
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                done.add(number);
                                running.decrementAndGet();
                                left.countDown();
                            });
                        }
                    })
                    .start();
        }
        assertThat(left.await(2, MINUTES)).isTrue();
        assertThat(done).hasSize(givers * each);
        assertThat(most.get()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void oneByOneEachTaskIsTaken() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            threads.execute(done::countDown);
            assertThat(done.await(1, MINUTES)).as("task " + i).isTrue();
        }
    }

    @Test
    void aResultDoesNotWaitForTheTaskBehindItThatBlocks() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch handedOver = new CountDownLatch(MOST);
        for (int i = 0; i < MOST; i++) {
            threads.execute(() -> {
                await(begin);
                threads.handOver(handedOver::countDown);
            });
        }
        for (int i = 0; i < 2 * MOST; i++) {
            threads.execute(() -> await(end));
        }
        begin.countDown();
        assertThat(handedOver.await(1, MINUTES)).isTrue();
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void eachResultIsHandedOverOnce() throws Exception {
        int tasks = 100_000;
        AtomicInteger twice = new AtomicInteger();
        Set<Integer> results = ConcurrentHashMap.newKeySet();
        CountDownLatch left = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            int number = i;
            threads.execute(() -> threads.handOver(() -> {
                twice.addAndGet(results.add(number) ? 0 : 1);
                left.countDown();
            }));
        }
        assertThat(left.await(1, MINUTES)).isTrue();
        assertThat(twice).hasValue(0);
    }

    @Test
    void whatNoTaskBringsIsHandedOverAtOnce() {
        AtomicInteger handedOver = new AtomicInteger();
        threads.handOver(handedOver::incrementAndGet);
        assertThat(handedOver).hasValue(1);
    }

    @Test
    void aTaskThatFailsHarmsNoOther() throws Exception {
        CountDownLatch done = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            threads.execute(() -> {
                done.countDown();
                throw new AssertionError("wanted");
            });
        }
        assertThat(done.await(1, MINUTES)).isTrue();
    }

    @Test
    void whatComesTooLateIsRefused() {
        pool.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
