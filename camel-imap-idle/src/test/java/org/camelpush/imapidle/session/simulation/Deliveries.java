package org.camelpush.imapidle.session.simulation;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.camelpush.imapidle.session.AfterDelivery;
import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.StartFrom;

/** The rules of delivery: each mail once, in order, none lost, and no position that passes one. */
final class Deliveries {

    private final World world;
    /** Of the present life of the process: */
    private int life;

    private Cursor loaded;
    private final Set<Long> begun = new HashSet<>();
    private boolean inOrder;
    private long orderedValidity;
    private long lastUid;
    private long bornAt;
    /** Acknowledged, and in no position yet; and in the position that is being saved. */
    private final Set<ModelMail> unsaved = new HashSet<>();

    private final Set<ModelMail> beingSaved = new HashSet<>();

    Deliveries(World world) {
        this.world = world;
    }

    void newLife(int number, Cursor kept) {
        life = number;
        loaded = kept;
        begun.clear();
        unsaved.clear();
        beingSaved.clear();
        if (kept != null) {
            begun.add(kept.uidValidity());
        }
        inOrder = world.schedule.settings.maxInFlight() == 1;
        lastUid = 0;
        bornAt = world.agenda.now();
        for (ModelMail mail : world.mailbox.mails()) {
            mail.seenAtBirth = mail.seen;
            mail.failures = 0;
            mail.unreadable = 0;
        }
    }

    /** Something failed: from here on, in this life, mails may come out of order. */
    void trouble() {
        inOrder = false;
    }

    ModelMail delivered(Shell shell, PushedMail pushed) {
        ModelMail mail = world.mailbox.find(pushed.uidValidity(), pushed.uid());
        if (mail == null) {
            throw new BrokenRule("a mail must not be invented: " + pushed.uidValidity() + "/" + pushed.uid());
        }
        if (shell.isSuspended() || shell.isStopping()) {
            throw new BrokenRule("nothing may be delivered while suspended or after a stop: " + mail);
        }
        if (!mail.matches) {
            throw new BrokenRule("a mail that is not searched for must not come: " + mail);
        }
        if (mail.inRouteInLife == life) {
            throw new BrokenRule("a mail must not be in the route twice: " + mail);
        }
        if (mail.acknowledgedInLife == life) {
            throw new BrokenRule("a mail must not come again after its exchange has succeeded: " + mail);
        }
        if (!mayCome(mail)) {
            throw new BrokenRule("a mail that the position covers or startFrom leaves out must not come: " + mail);
        }
        if (mail.givenUpInLife == life) {
            throw new BrokenRule("a mail that was given up must not come again: " + mail);
        }
        long repeatable = Stream.concat(unsaved.stream(), beingSaved.stream())
                .filter(done -> done.uidValidity == mail.uidValidity)
                .count();
        if (repeatable >= world.schedule.settings.maxInFlight()) {
            throw new BrokenRule("a crash must not repeat more mails than may be in flight: " + mail);
        }
        checkOrder(mail);
        mail.inRouteInLife = life;
        return mail;
    }

    /** What may come, and be repeated after a crash: what the position does not cover; without one, by startFrom. */
    private boolean mayCome(ModelMail mail) {
        if (loaded != null && loaded.uidValidity() == mail.uidValidity) {
            return mail.uid > loaded.high() || loaded.pending().contains(mail.uid);
        }
        return switch (world.schedule.settings.startFrom()) {
            case UNSEEN -> !mail.seenAtBirth;
            case ALL -> true;
            case NEW -> mail.arrivedAt >= bornAt;
        };
    }

    private void checkOrder(ModelMail mail) {
        if (mail.uidValidity != orderedValidity) {
            orderedValidity = mail.uidValidity;
            lastUid = 0;
        }
        if (inOrder && mail.uid <= lastUid) {
            throw new BrokenRule("mails must come in UID order: " + mail + " after " + lastUid);
        }
        lastUid = mail.uid;
    }

    void acknowledged(Shell shell, ModelMail mail, boolean success) {
        mail.inRouteInLife = 0;
        if (!shell.isStopped()) {
            if (success) {
                mail.acknowledged = true;
                mail.acknowledgedInLife = life;
                unsaved.add(mail);
            } else {
                mail.failures++;
                trouble();
            }
        }
    }

    void givenUp(long uidValidity, long uid) {
        ModelMail mail = world.mailbox.find(uidValidity, uid);
        int most = world.schedule.settings.redelivery().maxAttempts();
        if (mail == null || most < 0 || mail.failures + mail.unreadable < most && !mail.gone) {
            throw new BrokenRule("a mail must not be given up before its attempts are used up: " + mail);
        }
        world.gone(Path.GIVEN_UP);
        mail.givenUp = true;
        mail.givenUpInLife = life;
    }

    /** Before anything is changed on the server. */
    void mustBeDoneWith(ModelMail mail, String what) {
        if (!mail.acknowledged && !mail.givenUp) {
            throw new BrokenRule("a mail must not be " + what + " before it is acknowledged: " + mail);
        }
        if (world.schedule.manner.readOnly) {
            throw new BrokenRule("a mail of a read-only folder must not be " + what + ": " + mail);
        }
    }

    /** The position that was being saved is kept. */
    void kept() {
        beingSaved.clear();
    }

    void saved(Cursor cursor) {
        beingSaved.addAll(unsaved);
        unsaved.clear();
        long validity = cursor.uidValidity();
        if (validity == world.mailbox.uidValidity() && cursor.high() >= world.mailbox.uidNext()) {
            throw new BrokenRule("the position must not pass what exists: " + cursor);
        }
        boolean begins = begun.add(validity);
        for (ModelMail mail : world.mailbox.ofValidity(validity)) {
            boolean passed = mail.uid <= cursor.high() && !cursor.pending().contains(mail.uid);
            if (passed && begins && mayBeLeftOut(mail)) {
                mail.excused = true;
            }
            if (passed && !mail.matches) {
                world.gone(Path.NOT_WANTED);
            }
            if (passed && !isDoneWith(mail)) {
                throw new BrokenRule(
                        "the saved position must not pass an unacknowledged mail: " + cursor + " and " + mail);
            }
        }
    }

    private static boolean isDoneWith(ModelMail mail) {
        return !mail.matches || mail.acknowledged || mail.gone || mail.everDeleted || mail.givenUp || mail.excused;
    }

    /** Where a position is taken up without a saved one, not every mail is wanted. */
    private boolean mayBeLeftOut(ModelMail mail) {
        StartFrom from = world.schedule.settings.startFrom();
        boolean anew = begun.size() > 1 || loaded != null;
        if (anew && !world.schedule.settings.replayAfterReset()) {
            return from == StartFrom.NEW || !flagsTell() || mail.everSeen;
        }
        return from == StartFrom.NEW || from == StartFrom.UNSEEN && mail.everSeen;
    }

    private boolean flagsTell() {
        AfterDelivery after = world.schedule.settings.after();
        return !world.schedule.manner.readOnly && (after.markSeen() || after.delete() || after.moveTo() != null);
    }

    /** Nothing more is under way: the mail that stays must have come. */
    void mustBeComplete() {
        for (ModelMail mail : world.mailbox.mails()) {
            if (mail.isOwed()) {
                throw new BrokenRule("every mail that stays must come: " + mail + " has not");
            }
        }
    }

    boolean areComplete() {
        return world.mailbox.mails().stream().noneMatch(ModelMail::isOwed);
    }
}
