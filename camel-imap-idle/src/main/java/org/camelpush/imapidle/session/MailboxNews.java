package org.camelpush.imapidle.session;

/** Tells the route of the folder as a whole: that it is watched or not, numbered anew, or that something was missed. */
final class MailboxNews {

    private final EventChoice choice;
    private final Ledger ledger;
    private final EventQueue queue;
    private Boolean watched;

    MailboxNews(EventChoice choice, Ledger ledger, EventQueue queue) {
        this.choice = choice;
        this.ledger = ledger;
        this.queue = queue;
    }

    /** Everything that the session reports. */
    void heard(SessionEvent event) {
        if (event instanceof SessionEvent.MailboxReset reset) {
            queue.renumbered();
            tell(MailEvent.Kind.RESET, reset.newUidValidity(), "");
        } else if (event instanceof SessionEvent.Ready && !Boolean.TRUE.equals(watched)) {
            watched = true;
            tell(MailEvent.Kind.CONNECTED, ledger.uidValidity(), "");
        } else if (event instanceof SessionEvent.Lost lost) {
            lost(lost.failure());
        } else if (event instanceof SessionEvent.Offline offline) {
            lost(offline.failure());
        }
    }

    private void lost(Failure failure) {
        if (!Boolean.FALSE.equals(watched)) {
            watched = false;
            tell(MailEvent.Kind.LOST, ledger.uidValidity(), failure.text());
        }
    }

    private void tell(MailEvent.Kind kind, long uidValidity, String text) {
        if (choice.mailbox()) {
            queue.mailbox(kind, uidValidity, text);
        }
    }

    /** Of whatever it is, the route chose to hear of it. */
    void missed(String why) {
        queue.mailbox(MailEvent.Kind.MISSED, ledger.uidValidity(), why);
    }
}
