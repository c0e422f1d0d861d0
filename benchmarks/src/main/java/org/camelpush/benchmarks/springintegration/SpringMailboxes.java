package org.camelpush.benchmarks.springintegration;

import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;

/** An ImapIdleChannelAdapter for each. */
public final class SpringMailboxes implements IdleMailboxes {

    private final Security security;
    private final SpringAdapters adapters = new SpringAdapters();
    private int made;

    public SpringMailboxes(Security security) {
        this.security = security;
    }

    @Override
    public void add(int port, int count) {
        for (int i = 0; i < count; i++) {
            adapters.start(port, security, "user" + made++, message -> {});
        }
    }

    @Override
    public void close() {
        adapters.close();
    }
}
