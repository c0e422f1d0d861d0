package org.camelpush.imapidle.net;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/** The hosts that mailboxes connect to, each with its {@link HostTurns}, for as long as there is a mailbox of it. */
public final class Hosts {

    private static final class Entry {
        private final HostTurns turns;
        private int mailboxes;

        private Entry(HostTurns turns) {
            this.turns = turns;
        }
    }

    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * @param timer wakes those that wait for time
     */
    public Hosts(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** What a new mailbox of that host shares with the others of it; {@link #leave} ends that. */
    HostTurns enter(String host, int port) {
        lock.lock();
        try {
            Entry entry = entries.computeIfAbsent(key(host, port), none -> new Entry(new HostTurns(timer)));
            entry.mailboxes++;
            return entry.turns;
        } finally {
            lock.unlock();
        }
    }

    /** A mailbox that entered has ended. */
    void leave(String host, int port) {
        lock.lock();
        try {
            entries.computeIfPresent(key(host, port), (key, entry) -> --entry.mailboxes == 0 ? null : entry);
        } finally {
            lock.unlock();
        }
    }

    /** True when there is no mailbox, or every one of them has given back its turn. */
    public boolean areIdle() {
        lock.lock();
        try {
            return entries.values().stream().allMatch(entry -> entry.turns.isIdle());
        } finally {
            lock.unlock();
        }
    }

    private static String key(String host, int port) {
        return host + ':' + port;
    }
}
