package org.camelpush.cops.message;

/** One message (RFC 2748 §3). What it may hold beside the mandatory is null, or an empty list, where it is missing. */
public sealed interface CopsMessage
        permits RequestMessage,
                DecisionMessage,
                ReportMessage,
                DeleteMessage,
                SynchronizeMessage,
                OpenMessage,
                AcceptMessage,
                CloseMessage,
                KeepAliveMessage,
                SynchronizeCompleteMessage {

    OpCode opCode();

    /** What all else in it is relative to, 0 to 65535; 0 is the connection itself. */
    int clientType();

    /** True when another message asked for this one (RFC 2748 §2.1); only decisions and reports may be. */
    default boolean solicited() {
        return false;
    }

    /** Null where the message has none. */
    Integrity integrity();

    /** Calls the one method of the handler that is meant for this message. */
    void dispatch(Handler handler);

    /** One method for each message. */
    interface Handler {
        void request(RequestMessage message);

        void decision(DecisionMessage message);

        void report(ReportMessage message);

        void delete(DeleteMessage message);

        void synchronize(SynchronizeMessage message);

        void open(OpenMessage message);

        void accept(AcceptMessage message);

        void close(CloseMessage message);

        void keepAlive(KeepAliveMessage message);

        void synchronizeComplete(SynchronizeCompleteMessage message);
    }
}
