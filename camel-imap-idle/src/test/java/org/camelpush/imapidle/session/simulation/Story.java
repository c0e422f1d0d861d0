package org.camelpush.imapidle.session.simulation;

import java.time.Duration;
import java.util.List;

import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;

/** What people and machines do in a schedule: mails come, are read and deleted, routes stop, processes die. */
final class Story {

    private static final List<String> PIECES = List.of(
            "Subject: hello\r\n",
            "\r\n",
            "* 3 EXISTS\r\n",
            "A7 OK FETCH completed\r\n",
            ")\r\n",
            "a literal {5}\r\n",
            "{99999999999}\r\n",
            "BODY[] {3}\r\n",
            "\u00e4\u00ff\u0080\r\n",
            "\n\n\r",
            "\"quoted\\\"");

    private final World world;
    private final Schedule schedule;
    private final Chance chance;
    private int mailsSoFar;
    private long toldToStopAt = -1;

    Story(World world) {
        this.world = world;
        schedule = world.schedule;
        chance = world.chance;
    }

    /** What lies in the mailbox before anybody looks. */
    void prepare() {
        for (int i = 0; i < schedule.mailsAtFirst; i++) {
            ModelMail mail = arrive();
            if (chance.in(0.3)) {
                mail.markSeen();
            }
            if (chance.in(0.1)) {
                mail.markDeleted();
            }
            mail.has(false);
        }
    }

    void plan() {
        if (schedule.bursts) {
            int left = schedule.arrivals;
            while (left > 0) {
                int now = chance.between(1, left);
                long when = sometime();
                for (int i = 0; i < now; i++) {
                    world.agenda.at(when + (chance.in(0.5) ? 0 : chance.millis(0, 100)), this::arrive);
                }
                left -= now;
            }
        } else {
            repeat(schedule.arrivals, this::arrive);
        }
        repeat(schedule.userActions, this::userActs);
        repeat(schedule.suspensions, this::suspend);
        repeat(schedule.reconnects, this::reconnect);
        repeat(schedule.networkChanges, this::changeNetwork);
        repeat(schedule.moves, this::move);
        repeat(schedule.crashes, world::crash);
        repeat(schedule.resets, this::reset);
        if (schedule.stopsAnytime) {
            world.agenda.at(sometime(), this::stop);
        }
    }

    private void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            world.agenda.at(sometime(), action);
        }
    }

    /** Often soon, when connecting and catching up is under way. */
    private long sometime() {
        return chance.in(0.4) ? chance.millis(0, 3_000) : chance.random().nextLong(schedule.length.toNanos());
    }

    private ModelMail arrive() {
        StringBuilder content = new StringBuilder("Mail " + ++mailsSoFar + "\r\n");
        if (chance.in(0.1)) {
            content.setLength(chance.between(0, 7));
        } else {
            for (int i = chance.between(0, 8); i > 0; i--) {
                content.append(chance.oneOf(PIECES));
            }
        }
        world.stimuli++;
        ModelMail mail = world.mailbox.arrive(content.toString());
        mail.matches = !schedule.wish.isSearched() || chance.in(0.6);
        if (schedule.faults.areOn() && schedule.kind.isOneOf(Kind.ROUTE, Kind.ANYTHING) && chance.in(0.2)) {
            mail.failuresToCome = chance.oneOf(1, 2, 3, 100);
        }
        world.trace("WORLD", () -> mail + " arrives");
        return mail;
    }

    private void userActs() {
        List<ModelMail> mails = world.mailbox.mails();
        if (mails.isEmpty()) {
            return;
        }
        ModelMail mail = chance.in(0.5) ? mails.get(mails.size() - 1) : chance.oneOf(mails);
        int what = schedule.events.follows() ? chance.oneOf(0, 1, 2, 3, 4, 4, 4) : chance.between(0, 3);
        world.stimuli++;
        world.trace(
                "WORLD",
                () -> "a person "
                        + List.of("reads ", "marks as deleted ", "removes ", "replaces ", "flags ")
                                .get(what) + mail);
        switch (what) {
            case 0 -> change(mail, mail::markSeen);
            case 1 -> change(mail, mail::markDeleted);
            case 4 -> change(mail, mail::toggleFlagged);
            case 2 -> world.mailbox.expunge(mail);
            default -> {
                world.mailbox.expunge(mail);
                arrive();
            }
        }
    }

    private void change(ModelMail mail, Runnable how) {
        String before = mail.flags();
        how.run();
        if (!mail.flags().equals(before)) {
            mail.has(true);
            world.mailbox.flagsChanged(mail);
        }
    }

    private void suspend() {
        Shell shell = world.shell();
        if (shell.isStopping()) {
            return;
        }
        if (shell.snapshot().waiting() > 0) {
            world.gone(Path.SUSPENDED_WITH_MAIL_WAITING);
        }
        world.stimuli++;
        shell.input(new SessionInput.Suspend());
        world.agenda.after(chance.millis(0, 60_000), () -> world.shell().input(new SessionInput.Resume()));
    }

    private void reconnect() {
        world.gone(Path.RECONNECT_ON_DEMAND);
        world.stimuli++;
        world.shell().input(new SessionInput.Reconnect());
    }

    private void changeNetwork() {
        if (world.shell().snapshot().phase() == SessionPhase.BACKING_OFF) {
            world.gone(Path.NETWORK_CHANGED_WHILE_BACKING_OFF);
        }
        world.stimuli++;
        world.shell().input(new SessionInput.NetworkChanged());
    }

    private void move() {
        world.stimuli++;
        MoveMode mode = chance.in(0.7) ? MoveMode.MAKE_BEFORE_BREAK : MoveMode.BREAK_BEFORE_MAKE;
        Duration drain = Duration.ofMillis(chance.oneOf(0, 500, 20_000));
        if (chance.in(0.2)) {
            world.shell().moveNowhere(mode, drain);
            world.agenda.after(chance.millis(0, 60_000), this::moveBack);
        } else {
            world.shell().move(mode, drain);
        }
    }

    /** To where there is a network. */
    void moveBack() {
        if (world.shell().isNowhere()) {
            world.stimuli++;
            world.shell().move(MoveMode.BREAK_BEFORE_MAKE, Duration.ZERO);
        }
    }

    private void reset() {
        world.trace("WORLD", () -> "the folder is numbered anew");
        world.stimuli++;
        world.mailbox.renumber();
    }

    private void stop() {
        if (!world.shell().isStopping()) {
            toldToStopAt = world.agenda.now();
            world.shell().input(new SessionInput.Stop());
            world.agenda.at(toldToStopAt + World.STOP_TIMEOUT.toNanos() - 1, this::stillThere);
        }
    }

    private void stillThere() {
        if (!world.shell().isStopped()) {
            world.gone(Path.STOPPED_BY_TIMEOUT);
        }
    }

    long toldToStopAt() {
        return toldToStopAt;
    }

    /** After all that has happened the session must still see what comes, at once. */
    void mustBePromptNow() {
        boolean push = world.shell().snapshot().push();
        Duration pushed = schedule.kind.isHonest() ? Duration.ofSeconds(10) : Duration.ofSeconds(70);
        Duration polled = schedule.settings
                .pollInterval()
                .multipliedBy(schedule.kind.isHonest() ? 1 : 2)
                .plusSeconds(10);
        Duration soon = (push ? pushed : polled).plusNanos(schedule.routeTime);
        arrive().matches = true;
        mustComeWithin(soon);
        if (schedule.kind.isHonest() && !world.mailbox.mails().isEmpty()) {
            // one comes, one goes: the number stays the same
            List<ModelMail> mails = world.mailbox.mails();
            ModelMail old = mails.get(0);
            arrive().matches = true;
            world.mailbox.expunge(old);
            mustComeWithin(soon);
        }
        world.gone(Path.PROMPT_AFTER_REST);
    }

    private void mustComeWithin(Duration time) {
        world.agenda.runUntil(world.agenda.now() + time.toNanos());
        if (!world.deliveries.areComplete()) {
            throw new BrokenRule("a new mail must come at once, even after trouble: "
                    + world.shell().snapshot());
        }
    }
}
