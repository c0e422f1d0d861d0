package org.camelpush.imapidle.events;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;

import org.camelpush.imapidle.testkit.DovecotServer;

/** Somebody else at work in the INBOX of alice: one session for each thing done. */
record OtherClient(DovecotServer server) {

    /** What is done to a mail. */
    @FunctionalInterface
    private interface Work {
        void on(Message mail) throws MessagingException;
    }

    void flag(long uid, Flags.Flag flag) throws MessagingException {
        with(uid, mail -> mail.setFlag(flag, true));
    }

    void keyword(long uid, String keyword) throws MessagingException {
        with(uid, mail -> mail.setFlags(new Flags(keyword), true));
    }

    /** Removes a mail for good. */
    void expunge(long uid) throws MessagingException {
        with(uid, mail -> mail.setFlag(Flags.Flag.DELETED, true));
    }

    private void with(long uid, Work work) throws MessagingException {
        try (Store store = server.store("alice")) {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            work.on(((UIDFolder) inbox).getMessageByUID(uid));
            inbox.close(true); // expunges what is marked as deleted
        }
    }
}
