package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLContext;

/** Many model mailboxes behind one port: who logs in as a user, with any password, gets that user's own. */
public final class MailboxesByUser implements Script {

    private final Map<String, MailboxScript> mailboxes = new ConcurrentHashMap<>();

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
        new ModelSession(connection, new Door()).run();
    }

    private final class Door implements ModelDoor {

        @Override
        public String capabilities() {
            return MailboxScript.CAPABILITIES;
        }

        @Override
        public MailboxScript open(ScriptedLogin login) {
            return mailbox(login.user());
        }

        @Override
        public SSLContext tls() {
            throw new IllegalStateException("no STARTTLS here");
        }
    }
}
