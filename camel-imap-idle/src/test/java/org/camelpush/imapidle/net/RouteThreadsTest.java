package org.camelpush.imapidle.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteThreadsTest {

    private static final int TASKS = 20_000;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 3, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    private final RouteThreads threads = new RouteThreads(pool, 3);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void runsEveryTaskOnceHoweverBusyTheThreadsAre() throws Exception {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(TASKS);
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            threads.execute(() -> {
                assertThat(done.add(number)).isTrue();
                all.countDown();
            });
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasSize(TASKS);
        assertThat(pool.getLargestPoolSize()).isLessThanOrEqualTo(3);
    }

    @Test
    void eachTaskIsTakenThoughTheOnlyThreadIsJustDone() throws Exception {
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
        try {
            RouteThreads alone = new RouteThreads(one, 1);
            for (int i = 0; i < TASKS; i++) {
                CountDownLatch done = new CountDownLatch(1);
                alone.execute(done::countDown);
                assertThat(done.await(1, TimeUnit.MINUTES)).as("task " + i).isTrue();
            }
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void tasksOfManyRunOnceAndNoMoreAtATimeThanThereAreThreads() throws Exception {
        int givers = 4;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(givers * TASKS);
        Runnable task = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            done.incrementAndGet();
            running.decrementAndGet();
            all.countDown();
        };
        for (int giver = 0; giver < givers; giver++) {
            new Thread(() -> IntStream.range(0, TASKS).forEach(i -> threads.execute(task))).start();
        }
        assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(done).hasValue(givers * TASKS);
        assertThat(most).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void nobodyWaitsForATaskThatHangsWhileThereAreThreads() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            threads.execute(() -> {
                hanging.countDown();
                try {
                    end.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(hanging.await(1, TimeUnit.MINUTES)).isTrue();
        CountDownLatch done = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            threads.execute(done::countDown);
        }
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        end.countDown();
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
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void saysSoWhenThePoolIsShutDown() {
        pool.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
