package org.camelpush.benchmarks.bare;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import org.camelpush.benchmarks.backlog.BacklogContestant;

/** Only fetches: no route, no acknowledgement. */
public final class BareBacklog implements BacklogContestant {

    @Override
    public String title() {
        return "bare Netty, one FETCH";
    }

    @Override
    public long drain(int port, String user, int mails) throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(1);
        try {
            BareFetchClient client = new BareFetchClient(user);
            long start = System.nanoTime();
            BareConnection.open(group, port, client);
            int came = client.fetched().get(2, TimeUnit.MINUTES);
            long end = System.nanoTime();
            if (came != mails) {
                throw new IllegalStateException(came + " mails came instead of " + mails);
            }
            return end - start;
        } finally {
            Loops.end(group);
        }
    }
}
