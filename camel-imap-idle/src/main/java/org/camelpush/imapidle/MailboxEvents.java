package org.camelpush.imapidle;

import org.camelpush.imapidle.session.SessionEvent;

/** Makes events for Camel's notifiers of what one mailbox reports; of what only a log needs it makes none. */
final class MailboxEvents implements SessionEvent.Listener {

    private final ImapIdleConsumer consumer;
    private final MailboxAccount mailbox;
    private final EventSender sender;

    private MailboxEvents(ImapIdleConsumer consumer, MailboxAccount mailbox, EventSender sender) {
        this.consumer = consumer;
        this.mailbox = mailbox;
        this.sender = sender;
    }

    /** Does nothing where nobody listens. */
    static void tell(ImapIdleConsumer consumer, MailboxAccount mailbox, SessionEvent event) {
        EventSender sender = consumer.getEndpoint().getComponent().events();
        if (sender.isHeard()) {
            event.tell(new MailboxEvents(consumer, mailbox, sender));
        }
    }

    @Override
    public void ready(SessionEvent.Ready event) {
        sender.send(new ImapIdleEvent.Connected(consumer, mailbox, event.push(), event.attempts(), event.outage()));
    }

    @Override
    public void lost(SessionEvent.Lost event) {
        sender.send(new ImapIdleEvent.Lost(
                consumer, mailbox, event.failure().text(), event.attempts(), event.nextAttempt()));
    }

    @Override
    public void offline(SessionEvent.Offline event) {
        // the move tells of it
    }

    @Override
    public void gaveUpConnecting(SessionEvent.GaveUpConnecting event) {
        sender.send(new ImapIdleEvent.GaveUp(consumer, mailbox, event.failure().text(), event.attempts()));
    }

    @Override
    public void mailboxReset(SessionEvent.MailboxReset event) {
        sender.send(new ImapIdleEvent.MailboxReset(consumer, mailbox, event.oldUidValidity(), event.newUidValidity()));
    }

    @Override
    public void deliveryGivenUp(SessionEvent.DeliveryGivenUp event) {
        sender.send(new ImapIdleEvent.DeliveryGivenUp(consumer, mailbox, event.uid(), event.attempts()));
    }

    @Override
    public void notSettled(SessionEvent.NotSettled event) {
        // the log and the exception handler tell of it
    }

    @Override
    public void alert(SessionEvent.Alert event) {
        // the log tells of it
    }

    @Override
    public void moved(SessionEvent.Moved event) {
        sender.send(new ImapIdleEvent.Moved(consumer, mailbox, event.binding(), event.took()));
    }

    @Override
    public void moveFailed(SessionEvent.MoveFailed event) {
        sender.send(new ImapIdleEvent.MoveFailed(consumer, mailbox, event.binding(), event.reason()));
    }

    @Override
    public void noRoom(SessionEvent.NoRoom event) {
        // the log tells of it
    }

    @Override
    public void stopped(SessionEvent.Stopped event) {
        // Camel tells of routes that stop
    }
}
