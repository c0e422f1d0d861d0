package org.camelpush.imapidle.protocol;

/** One response of a server, RFC 9051 §7, as far as push mail needs it. */
public sealed interface Response {

    /** Calls the one method of the handler that is meant for this response. */
    void dispatch(Handler handler);

    /** One method for each response. */
    interface Handler {
        void tagged(Tagged response);

        void continuation(Continuation response);

        void status(Status response);

        void capability(Capability response);

        void exists(Exists response);

        void expunge(Expunge response);

        void search(Search response);

        void fetch(Fetch response);

        void enabled(Enabled response);

        void id(Id response);

        void mailboxStatus(MailboxStatus response);

        void vanished(Vanished response);
    }

    /** The end of a command. */
    record Tagged(String tag, Condition condition, ResponseCode code, String text) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.tagged(this);
        }

        public boolean isOk() {
            return condition == Condition.OK;
        }
    }

    /** {@code +}: the server waits for more. */
    record Continuation(String text) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.continuation(this);
        }
    }

    /** An untagged status: greeting, notice or BYE. */
    record Status(Condition condition, ResponseCode code, String text) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.status(this);
        }
    }

    /** {@code * CAPABILITY …}. */
    record Capability(Capabilities capabilities) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.capability(this);
        }
    }

    /** {@code * n EXISTS}: so many messages are in the mailbox. */
    record Exists(long count) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.exists(this);
        }
    }

    /** {@code * n EXPUNGE}: the message of that number is gone, later ones moved down. */
    record Expunge(long number) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.expunge(this);
        }
    }

    /** {@code * SEARCH …}, or {@code * ESEARCH … UID …}. */
    record Search(UidSet found) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.search(this);
        }
    }

    /** {@code * n FETCH (…)}. */
    record Fetch(long number, FetchedMail mail) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.fetch(this);
        }
    }

    /** {@code * ENABLED …}, RFC 5161. */
    record Enabled(Capabilities capabilities) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.enabled(this);
        }
    }

    /** {@code * ID …}, RFC 2971: name and version of the server, empty where it does not say. */
    record Id(String software) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.id(this);
        }
    }

    /**
     * {@code * STATUS …}, of a mailbox that is not the open one: an answer, or news (RFC 9051 §7.3.4, RFC 5465 §5).
     *
     * @param mailbox its name as the server wrote it
     * @param uidValidity 0 where the server does not say
     * @param uidNext 0 where the server does not say
     */
    record MailboxStatus(String mailbox, long uidValidity, long uidNext) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.mailboxStatus(this);
        }

        /** True when it is of the folder of this name, which a server may write in UTF-8 or in modified UTF-7. */
        public boolean isOf(String folder) {
            return FolderName.isSame(folder, mailbox) || FolderName.isSame(folder, FolderName.decoded(mailbox));
        }
    }

    /**
     * {@code * VANISHED …}, RFC 7162 §3.2.10: these messages are gone.
     *
     * @param earlier true when they went before the folder was opened, so that the numbers of the others stay
     */
    record Vanished(boolean earlier, UidSet uids) implements Response {
        @Override
        public void dispatch(Handler handler) {
            handler.vanished(this);
        }
    }

    /** Anything else that is IMAP: no matter to push mail. */
    record Other(String keyword) implements Response {
        @Override
        public void dispatch(Handler handler) {
            // nobody needs it
        }
    }
}
