package org.camelpush.imapidle.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.UidSet;

/** Acknowledged mails whose flags, copies and moves the server has still to be told, many in one command. */
final class Settlement {

    /** So many are told without waiting for more. */
    static final int FULL = 256;

    private final AfterDelivery after;
    private final UidSet processed = new UidSet();
    private final UidSet givenUp = new UidSet();
    private Batch underWay;
    private boolean overdue;
    private boolean readOnly;

    Settlement(AfterDelivery after) {
        this.after = after;
    }

    /** Nothing can be changed in a read-only folder, and nobody has to be told of it each time. */
    void readOnly(boolean value) {
        readOnly = value;
        if (readOnly) {
            clear();
        }
    }

    void processed(long uid) {
        if (!readOnly && after.changesProcessed()) {
            processed.add(uid);
        }
    }

    void givenUp(long uid) {
        if (!readOnly && after.deadLetterFolder() != null) {
            givenUp.add(uid);
        }
    }

    boolean isEmpty() {
        return underWay == null && processed.isEmpty() && givenUp.isEmpty();
    }

    boolean isFull() {
        return processed.size() + givenUp.size() >= FULL;
    }

    boolean isOverdue() {
        return overdue;
    }

    void overdue() {
        overdue = !isEmpty();
    }

    void clear() {
        processed.clear();
        givenUp.clear();
        underWay = null;
        overdue = false;
    }

    /** What is to be done now; the same again until it is {@linkplain #done done}, or the batch is {@linkplain #dropped}. */
    Command next(Capabilities capabilities) {
        if (underWay == null) {
            underWay = givenUp.isEmpty() ? batchOfProcessed(capabilities) : batchOfGivenUp(capabilities);
        }
        return underWay.tasks.element().command.apply(capabilities);
    }

    /** Says what is being done now: it is our own doing. */
    void tell(Changes changes) {
        Task task = underWay.tasks.element();
        changes.storing(underWay.uids, task.flag, task.removes);
    }

    /** Those that are being dealt with. */
    UidSet underWay() {
        return underWay.uids;
    }

    /** The server has done what was next; true when its batch is not at its end. */
    boolean done() {
        underWay.tasks.remove();
        if (!underWay.tasks.isEmpty()) {
            return true;
        }
        dropped();
        return false;
    }

    /** The rest of the batch is not to be done. */
    void dropped() {
        underWay = null;
        if (isEmpty()) {
            overdue = false;
        }
    }

    private Batch batchOfGivenUp(Capabilities capabilities) {
        Batch batch = new Batch(givenUp.takeFirst(FULL), capabilities);
        batch.move(after.deadLetterFolder());
        return batch;
    }

    private Batch batchOfProcessed(Capabilities capabilities) {
        Batch batch = new Batch(processed.takeFirst(FULL), capabilities);
        if (after.copyTo() != null) {
            batch.copy(after.copyTo());
        }
        if (after.markSeen()) {
            batch.flag("\\Seen");
        }
        if (after.moveTo() != null) {
            batch.move(after.moveTo());
        } else if (after.delete()) {
            batch.delete();
        }
        return batch;
    }

    /**
     * One command of a batch.
     *
     * @param flag what it gives the mails, or null
     * @param removes true when the mails are gone after it
     */
    private record Task(Function<Capabilities, Command> command, String flag, boolean removes) {}

    /** Mails that are treated alike, and what is still to be done with them. Outlives a connection: no copy is made twice. */
    private static final class Batch {

        private final UidSet uids;
        private final Capabilities capabilities;
        /** Each written when it is sent: the connection may be another one by then, and its server say names differently. */
        private final Deque<Task> tasks = new ArrayDeque<>(4);

        private Batch(UidSet uids, Capabilities capabilities) {
            this.uids = uids;
            this.capabilities = capabilities;
        }

        private void copy(String folder) {
            tasks.add(new Task(server -> Command.uidCopy(uids, folder, server), null, false));
        }

        private void flag(String flag) {
            tasks.add(new Task(server -> Command.uidAddFlag(uids, flag), flag, false));
        }

        /** RFC 6851 §3.3: where there is no MOVE, COPY, mark, and expunge just these. */
        private void move(String folder) {
            if (capabilities.has("MOVE")) {
                tasks.add(new Task(server -> Command.uidMove(uids, folder, server), null, true));
            } else {
                copy(folder);
                delete();
            }
        }

        /** Without UIDPLUS a mail is only marked: a plain EXPUNGE would take other people's \Deleted mails too. */
        private void delete() {
            flag("\\Deleted");
            if (capabilities.has("UIDPLUS")) {
                tasks.add(new Task(server -> Command.uidExpunge(uids), null, true));
            }
        }
    }
}
