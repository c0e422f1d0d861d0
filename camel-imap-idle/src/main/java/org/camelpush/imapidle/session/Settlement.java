package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.List;
import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.UidSet;

/** Acknowledged mails whose flags, copies and moves the server has still to be told, many in one command. */
final class Settlement {

    /** So many are told without waiting for more. */
    static final int FULL = 100;

    private final AfterDelivery after;
    private final UidSet processed = new UidSet();
    private final UidSet givenUp = new UidSet();
    private boolean overdue;

    Settlement(AfterDelivery after) {
        this.after = after;
    }

    void processed(long uid) {
        if (after.changesProcessed()) {
            processed.add(uid);
        }
    }

    void givenUp(long uid) {
        if (after.deadLetterFolder() != null) {
            givenUp.add(uid);
        }
    }

    boolean isEmpty() {
        return processed.isEmpty() && givenUp.isEmpty();
    }

    boolean isFull() {
        return processed.size() + givenUp.size() >= FULL;
    }

    boolean isOverdue() {
        return overdue && !isEmpty();
    }

    void overdue() {
        overdue = true;
    }

    void clear() {
        processed.clear();
        givenUp.clear();
        overdue = false;
    }

    /** Mails that are treated alike, and the commands that do it, in order. */
    record Batch(UidSet uids, List<Command> commands) {}

    /** The next batch; it stays here until it is {@linkplain #settled settled}. */
    Batch next(Capabilities capabilities) {
        if (!givenUp.isEmpty()) {
            UidSet uids = givenUp.first(FULL);
            List<Command> commands = new ArrayList<>();
            addMove(commands, uids, after.deadLetterFolder(), capabilities);
            return new Batch(uids, commands);
        }
        UidSet uids = processed.first(FULL);
        return new Batch(uids, commandsForProcessed(uids, capabilities));
    }

    /** These are told, or were refused. */
    void settled(Batch batch) {
        UidSet source = givenUp.isEmpty() ? processed : givenUp;
        batch.uids().forEach(source::remove);
        if (isEmpty()) {
            overdue = false;
        }
    }

    private List<Command> commandsForProcessed(UidSet uids, Capabilities capabilities) {
        List<Command> commands = new ArrayList<>();
        if (after.copyTo() != null) {
            commands.add(Command.uidCopy(uids, after.copyTo()));
        }
        if (after.markSeen()) {
            commands.add(Command.uidAddFlag(uids, "\\Seen"));
        }
        if (after.moveTo() != null) {
            addMove(commands, uids, after.moveTo(), capabilities);
        } else if (after.delete()) {
            addDelete(commands, uids, capabilities);
        }
        return commands;
    }

    /** RFC 6851 §3.3: where there is no MOVE, COPY, mark, and expunge just these. */
    private static void addMove(List<Command> commands, UidSet uids, String folder, Capabilities capabilities) {
        if (capabilities.has("MOVE") || capabilities.has("IMAP4REV2")) {
            commands.add(Command.uidMove(uids, folder));
        } else {
            commands.add(Command.uidCopy(uids, folder));
            addDelete(commands, uids, capabilities);
        }
    }

    /** Without UIDPLUS a mail is only marked: a plain EXPUNGE would take other people's \Deleted mails too. */
    private static void addDelete(List<Command> commands, UidSet uids, Capabilities capabilities) {
        commands.add(Command.uidAddFlag(uids, "\\Deleted"));
        if (capabilities.has("UIDPLUS") || capabilities.has("IMAP4REV2")) {
            commands.add(Command.uidExpunge(uids));
        }
    }
}
