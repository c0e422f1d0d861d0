package org.camelpush.imapidle;

import java.time.Duration;

import org.apache.camel.spi.CamelEvent;
import org.camelpush.imapidle.session.Binding;

/**
 * What happened to a mailbox, for Camel's event notifiers. Those of one mailbox come in order, one at a time, and never on
 * an event loop. Holds no secret and nothing of a mail's content.
 */
public abstract sealed class ImapIdleEvent implements CamelEvent {

    private final ImapIdleEndpoint source;
    private final String routeId;
    private final String account;
    private final String server;
    private final String folder;
    private long timestamp = System.currentTimeMillis();

    private ImapIdleEvent(ImapIdleConsumer consumer, MailboxAccount mailbox) {
        source = consumer.getEndpoint();
        routeId = consumer.getRouteId();
        account = mailbox.id();
        server = mailbox.server();
        folder = mailbox.folder();
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    @Override
    public ImapIdleEndpoint getSource() {
        return source;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    public String getRouteId() {
        return routeId;
    }

    /** As in the header {@link ImapIdleConstants#ACCOUNT}. */
    public String getAccount() {
        return account;
    }

    /** Host and port. */
    public String getServer() {
        return server;
    }

    public String getFolder() {
        return folder;
    }

    /** What happened, in words. */
    abstract String words();

    @Override
    public String toString() {
        return folder + " of " + account + " at " + server + ": " + words();
    }

    /** The mailbox is watched: for the first time, or again. */
    public static final class Connected extends ImapIdleEvent {
        private final boolean push;
        private final int attempts;
        private final Duration outage;

        Connected(ImapIdleConsumer consumer, MailboxAccount mailbox, boolean push, int attempts, Duration outage) {
            super(consumer, mailbox);
            this.push = push;
            this.attempts = attempts;
            this.outage = outage;
        }

        /** Whether the server pushes mail, or has to be polled. */
        public boolean isPush() {
            return push;
        }

        /** Connections that were tried since the last time. */
        public int getAttempts() {
            return attempts;
        }

        /** How long the mailbox was not watched; zero at the first time. */
        public Duration getOutage() {
            return outage;
        }

        @Override
        String words() {
            return "connected, " + (push ? "mail is pushed" : "the server is polled");
        }
    }

    /** A connection was lost, or was not to be had. */
    public static final class Lost extends ImapIdleEvent {
        private final String reason;
        private final int attempts;
        private final Duration nextAttempt;

        Lost(ImapIdleConsumer consumer, MailboxAccount mailbox, String reason, int attempts, Duration nextAttempt) {
            super(consumer, mailbox);
            this.reason = reason;
            this.attempts = attempts;
            this.nextAttempt = nextAttempt;
        }

        public String getReason() {
            return reason;
        }

        /** Lost or failed connections in a row, this one counted: 1 at the beginning of an outage. */
        public int getAttempts() {
            return attempts;
        }

        /** How long it is until the next attempt. */
        public Duration getNextAttempt() {
            return nextAttempt;
        }

        @Override
        String words() {
            return "lost (" + attempts + "): " + reason;
        }
    }

    /** No further attempt to connect is made. */
    public static final class GaveUp extends ImapIdleEvent {
        private final String reason;
        private final int attempts;

        GaveUp(ImapIdleConsumer consumer, MailboxAccount mailbox, String reason, int attempts) {
            super(consumer, mailbox);
            this.reason = reason;
            this.attempts = attempts;
        }

        public String getReason() {
            return reason;
        }

        /** Lost or failed connections in a row. */
        public int getAttempts() {
            return attempts;
        }

        @Override
        String words() {
            return "gave up after " + attempts + " attempts: " + reason;
        }
    }

    /** The server numbered the folder anew (UIDVALIDITY, RFC 9051 §2.3.1.1): the old position is void. */
    public static final class MailboxReset extends ImapIdleEvent {
        private final long oldUidValidity;
        private final long newUidValidity;

        MailboxReset(ImapIdleConsumer consumer, MailboxAccount mailbox, long oldUidValidity, long newUidValidity) {
            super(consumer, mailbox);
            this.oldUidValidity = oldUidValidity;
            this.newUidValidity = newUidValidity;
        }

        public long getOldUidValidity() {
            return oldUidValidity;
        }

        public long getNewUidValidity() {
            return newUidValidity;
        }

        @Override
        String words() {
            return "UIDVALIDITY " + oldUidValidity + " is now " + newUidValidity;
        }
    }

    /** A mail failed as often as is allowed, and is put aside. */
    public static final class DeliveryGivenUp extends ImapIdleEvent {
        private final long uid;
        private final int attempts;

        DeliveryGivenUp(ImapIdleConsumer consumer, MailboxAccount mailbox, long uid, int attempts) {
            super(consumer, mailbox);
            this.uid = uid;
            this.attempts = attempts;
        }

        public long getUid() {
            return uid;
        }

        /** Deliveries of the mail, all of which failed. */
        public int getAttempts() {
            return attempts;
        }

        @Override
        String words() {
            return "the mail with UID " + uid + " failed " + attempts + " times and is put aside";
        }
    }

    /** The mailbox goes on over another connection, which is bound as was asked for. */
    public static final class Moved extends ImapIdleEvent {

        private final Binding binding;
        private final Duration took;

        Moved(ImapIdleConsumer consumer, MailboxAccount mailbox, Binding binding, Duration took) {
            super(consumer, mailbox);
            this.binding = binding;
            this.took = took;
        }

        public Binding getBinding() {
            return binding;
        }

        /** From the wish until mail was watched there. */
        public Duration getTook() {
            return took;
        }

        @Override
        String words() {
            return "moved to " + binding + " in " + took.toMillis() + " ms";
        }
    }

    /** The mailbox did not move. */
    public static final class MoveFailed extends ImapIdleEvent {

        private final Binding binding;
        private final String reason;

        MoveFailed(ImapIdleConsumer consumer, MailboxAccount mailbox, Binding binding, String reason) {
            super(consumer, mailbox);
            this.binding = binding;
            this.reason = reason;
        }

        /** Where it should have gone. */
        public Binding getBinding() {
            return binding;
        }

        /** For a person. */
        public String getReason() {
            return reason;
        }

        @Override
        String words() {
            return "did not move to " + binding + ": " + reason;
        }
    }
}
