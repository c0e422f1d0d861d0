package org.camelpush.benchmarks.springintegration;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.camelpush.benchmarks.backlog.BacklogContestant;
import org.camelpush.benchmarks.idle.Security;

/** An ImapIdleChannelAdapter, which takes what waits before it idles. */
public final class SpringBacklog implements BacklogContestant {

    @Override
    public String title() {
        return "Spring Integration";
    }

    @Override
    public long drain(int port, String user, int mails) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(mails);
        try (SpringAdapters adapters = new SpringAdapters()) {
            long start = System.nanoTime();
            adapters.start(port, Security.PLAIN, user, message -> left.countDown());
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " mails did not come");
            }
            return System.nanoTime() - start;
        }
    }

    @Override
    public boolean slow() {
        return true;
    }
}
