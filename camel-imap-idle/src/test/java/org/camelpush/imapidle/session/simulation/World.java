package org.camelpush.imapidle.session.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.camelpush.imapidle.session.AfterDelivery;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;

/** One schedule from its beginning to its end: the world of one mailbox, and the story that happens in it. */
final class World {

    static final String USER = "user@example.org";
    static final String PASSWORD = "pass \"word\\1";
    static final String UMLAUTS = "p\u00e4ss \"word\\1";
    static final List<String> SECRETS = Stream.concat(
                    Stream.of("word\\1", "pass \\\"word"),
                    Stream.of(PASSWORD, UMLAUTS)
                            .flatMap(secret -> Stream.of(
                                    "\0" + USER + '\0' + secret,
                                    "user=" + USER + "\1auth=Bearer " + secret + "\1\1",
                                    "n,a=" + USER + ",\1auth=Bearer " + secret + "\1\1"))
                            .map(message ->
                                    Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8))))
            .toList();

    static final Duration PATIENCE = Duration.ofHours(5);
    private static final Duration REST = Duration.ofMinutes(10);
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    final Schedule schedule;
    final Chance chance;
    final Agenda agenda;
    final ModelMailbox mailbox;
    final ModelStore store;
    final Deliveries deliveries;
    /** Name of the folder. */
    final String folder;

    /** Those it shares connections with, or null. */
    final Household household;

    final Telling telling;
    int commands;
    int stimuli;

    private final Trace trace;
    private final Set<Path> paths;
    private final Story story;
    private Shell shell;
    private int lives;

    World(Schedule schedule, Trace trace) {
        this(schedule, trace, new Agenda(schedule.chance), schedule.settings.folder(), null);
    }

    /** One folder of several that share connections. */
    World(Schedule schedule, Trace trace, Agenda agenda, String folder, Household household) {
        this.schedule = schedule;
        this.trace = trace;
        this.agenda = agenda;
        this.folder = folder;
        this.household = household;
        paths = household == null ? EnumSet.noneOf(Path.class) : household.paths();
        chance = schedule.chance;
        mailbox = new ModelMailbox(this);
        store = new ModelStore(this);
        deliveries = new Deliveries(this);
        telling = new Telling(this);
        story = new Story(this);
    }

    /** The session's clock: begins anywhere, and may pass the end of the numbers. */
    long clock() {
        return schedule.clockStart + agenda.now();
    }

    Story story() {
        return story;
    }

    Shell shell() {
        return shell;
    }

    void gone(Path path) {
        paths.add(path);
    }

    void trace(String who, Supplier<?> what) {
        trace.line(agenda.now(), household == null ? who : folder.charAt(0) + " " + who, what);
    }

    /** Lets everything happen; returns the paths that were gone. */
    Set<Path> run() {
        story.prepare();
        beginLife();
        story.plan();
        agenda.runUntil(schedule.length.toNanos());
        if (!shell.isStopping()) {
            calmDown();
        }
        if (!shell.isStopping()) {
            shell.input(new SessionInput.Stop());
        }
        mustStop();
        return paths;
    }

    void beginLife() {
        lives++;
        shell = new Shell(this);
        deliveries.newLife(lives, store.kept());
        if (household != null) {
            household.join(shell);
        }
        telling.newLife(lives);
        shell.input(new SessionInput.Start());
    }

    /** From here on nothing goes wrong: everything owed must come, and then nothing more must happen. */
    private void calmDown() {
        schedule.faults.off();
        shell.input(new SessionInput.Resume());
        story.moveBack();
        long promptly = agenda.now() + Duration.ofMinutes(2).toNanos();
        long latest = agenda.now() + PATIENCE.toNanos();
        while (agenda.now() < latest && !isAtRest()) {
            if (schedule.kind.isPrompt() && agenda.now() > promptly) {
                deliveries.mustBeComplete();
            }
            agenda.runUntil(agenda.now() + Duration.ofSeconds(5).toNanos());
        }
        if (shell.snapshot().phase() == SessionPhase.FAILED) {
            return;
        }
        deliveries.mustBeComplete();
        mustBeAtRest();
        mustDoLittle(6);
        telling.mustBeTrue();
        mustHavePassedEverything();
        if (shell.snapshot().phase() == SessionPhase.FAILED) {
            return; // a peer that was dead before was noticed only now, and no attempt was left
        }
        if (schedule.kind == Kind.LIES) {
            schedule.faults.onlyLies();
            mustDoLittle(12);
            schedule.faults.off();
        }
        shell.movesMustHaveEnded();
        story.mustBePromptNow();
        mustBeSettled();
    }

    /** Also what is not wanted: the position is not of what came, but of what was looked at. */
    void mustHavePassedEverything() {
        long highest =
                mailbox.mails().stream().mapToLong(mail -> mail.uid).max().orElse(0);
        boolean watched = schedule.kind.isHonest() && shell.snapshot().phase() != SessionPhase.FAILED;
        if (watched && shell.snapshot().high() < highest) {
            throw new BrokenRule("the position must pass " + highest + ": " + shell.snapshot());
        }
    }

    boolean isAtRest() {
        SessionPhase phase = shell.snapshot().phase();
        boolean quiet = phase == SessionPhase.IDLE || phase == SessionPhase.POLLING;
        return phase == SessionPhase.FAILED
                || quiet && deliveries.areComplete() && shell.route().inRoute() == 0;
    }

    void mustBeAtRest() {
        if (!isAtRest()) {
            throw new BrokenRule("a session must come to rest, but is " + shell.snapshot());
        }
        boolean honest = schedule.kind.isHonest() && shell.snapshot().push();
        if (honest && shell.snapshot().counters().missedByPush() > 0) {
            throw new BrokenRule("an honest server's announcement must not be missed: " + shell.snapshot());
        }
    }

    /** No busy loop: an idle session sends a few commands and no more. */
    private void mustDoLittle(int perMinute) {
        int before = commands;
        int stimuliBefore = stimuli;
        agenda.runUntil(agenda.now() + REST.toNanos());
        long minutes = REST.toMinutes();
        long looks = REST.dividedBy(schedule.settings.pollInterval());
        long allowed = perMinute * minutes + 4 * looks + 12L * (stimuli - stimuliBefore);
        if (commands - before > allowed) {
            throw new BrokenRule("a session at rest must not be busy: " + (commands - before) + " commands");
        }
        deliveries.mustBeComplete();
    }

    /** What is done with is flagged, moved or deleted, unless the server refused or the process died in between. */
    void mustBeSettled() {
        if (lives > 1 || paths.contains(Path.RESET) || shell.isUnsettled() || schedule.manner.readOnly) {
            return;
        }
        AfterDelivery after = schedule.settings.after();
        for (ModelMail mail : mailbox.mails()) {
            boolean forgotten = mail.acknowledged
                    && (after.markSeen() && !mail.seen || (after.delete() || after.moveTo() != null) && !mail.deleted);
            if (forgotten) {
                throw new BrokenRule("an acknowledged mail must be flagged or moved in the end: " + mail);
            }
        }
    }

    private void mustStop() {
        if (shell.snapshot().phase().isWorking() && shell.snapshot().phase() != SessionPhase.IDLE) {
            gone(Path.STOPPED_WHILE_BUSY);
        }
        long told = story.toldToStopAt() < 0 ? agenda.now() : story.toldToStopAt();
        agenda.runUntil(told + STOP_TIMEOUT.toNanos() - 1);
        boolean bySelf = shell.isStopped();
        agenda.runUntil(told + STOP_TIMEOUT.plusSeconds(1).toNanos());
        if (!shell.isStopped()) {
            throw new BrokenRule("a session must stop in time, but is " + shell.snapshot());
        }
        if (!bySelf) {
            gone(Path.STOPPED_BY_TIMEOUT);
        }
        shell.movesMustHaveEnded();
        agenda.runUntil(agenda.now() + Duration.ofMinutes(1).toNanos());
        shell.bodies().mustBeGivenBack();
    }

    void crash() {
        if (!shell.isStopping()) {
            trace("WORLD", () -> "the process dies");
            shell.crash();
            beginLife();
        }
    }
}
