package org.camelpush.imapidle.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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
    void saysSoWhenThePoolIsShutDown() {
        pool.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
