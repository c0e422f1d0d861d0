package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

/** Many model mailboxes behind one port: who logs in as a user gets that user's own, with any password but a refused one. */
public final class MailboxesByUser implements Script {

    private final Map<String, MailboxScript> mailboxes = new ConcurrentHashMap<>();
    private final Map<String, Integer> within = new ConcurrentHashMap<>();

    private final AtomicInteger atTheDoor = new AtomicInteger();
    private final AtomicInteger mostAtTheDoor = new AtomicInteger();
    private volatile String refused;
    private volatile int mostOfOne = Integer.MAX_VALUE;

    /** No login with this password succeeds. */
    public MailboxesByUser refuse(String password) {
        refused = password;
        return this;
    }

    /** A user has so many connections at most, and hears LIMIT (RFC 5530) beyond that; may be changed while serving. */
    public MailboxesByUser mostOfOne(int connections) {
        mostOfOne = connections;
        return this;
    }

    /** The most connections that were at any time accepted and not logged in. */
    public int mostAtTheDoor() {
        return mostAtTheDoor.get();
    }

    /** The mailbox of this user, made when it is first asked for. */
    public MailboxScript mailbox(String user) {
        return mailboxes.computeIfAbsent(user, key -> new MailboxScript());
    }

    /** How many connections are in IDLE now, over all mailboxes. */
    public int idling() {
        return mailboxes.values().stream().mapToInt(MailboxScript::idling).sum();
    }

    @Override
    public void serve(ScriptedConnection connection) throws IOException {
        mostAtTheDoor.accumulateAndGet(atTheDoor.incrementAndGet(), Math::max);
        Door door = new Door();
        try {
            new ModelSession(connection, door).run();
        } finally {
            door.leave();
            door.letOut();
        }
    }

    private final class Door implements ModelDoor {

        private boolean left;
        private boolean full;
        private String user;

        /** Counted in one step: two that knock at once are not both the last that finds room. */
        private boolean letIn(String name) {
            boolean[] room = new boolean[1];
            within.compute(name, (key, count) -> {
                int others = count == null ? 0 : count;
                room[0] = others < mostOfOne;
                return room[0] ? Integer.valueOf(others + 1) : count;
            });
            if (room[0]) {
                user = name;
            }
            return room[0];
        }

        private void letOut() {
            if (user != null) {
                within.merge(user, -1, Integer::sum);
            }
        }

        private void leave() {
            if (!left) {
                left = true;
                atTheDoor.decrementAndGet();
            }
        }

        @Override
        public String capabilities() {
            return MailboxScript.CAPABILITIES;
        }

        @Override
        public MailboxScript open(ScriptedLogin login) {
            if (login.secret().equals(refused)) {
                return null;
            }
            full = !letIn(login.user());
            if (full) {
                return null;
            }
            leave();
            return mailbox(login.user());
        }

        @Override
        public String refusal() {
            return full ? "NO [LIMIT] Maximum number of connections from user exceeded" : ModelDoor.super.refusal();
        }

        @Override
        public SSLContext tls() {
            throw new IllegalStateException("no STARTTLS here");
        }
    }
}
