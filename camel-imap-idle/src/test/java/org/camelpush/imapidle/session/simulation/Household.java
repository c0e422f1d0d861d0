package org.camelpush.imapidle.session.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntSupplier;

import org.camelpush.imapidle.session.MailboxSession;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.SessionSettings;
import org.camelpush.imapidle.session.Sharing;
import org.camelpush.imapidle.session.SharingNote;
import org.camelpush.imapidle.session.SharingOrder;

/** Several folders of an account that share connections: a world each, in one time and on one server. */
final class Household {

    private static final List<String> NAMES = List.of("INBOX", "Orders", "Entw\u00fcrfe \"neu\"", "Lists/a");

    private record Errand(Shell to, SharingOrder order) {}

    private final Schedule schedule;
    private final Agenda agenda;
    private final Set<Path> paths = EnumSet.noneOf(Path.class);
    private final List<World> worlds = new ArrayList<>();
    private final List<Shell> shells = new ArrayList<>();
    private final Set<ModelConnection> loggedIn = new HashSet<>();
    private final Queue<Errand> errands = new ArrayDeque<>();
    private final IntSupplier generations = MailboxSession.counter();
    private final Sharing sharing;
    private final int missing;
    private boolean busy;
    private int lastHost;

    Household(Schedule schedule, Trace trace) {
        this.schedule = schedule;
        agenda = new Agenda(schedule.chance);
        sharing = new Sharing(
                schedule.chance.between(1, 4), (folder, order) -> errands.add(new Errand(shells.get(folder), order)));
        int folders = schedule.chance.between(2, NAMES.size());
        missing = schedule.chance.in(0.1) ? schedule.chance.between(0, folders - 1) : -1;
        for (int i = 0; i < folders; i++) {
            worlds.add(new World(schedule, trace, agenda, NAMES.get(i), this));
        }
    }

    Set<Path> paths() {
        return paths;
    }

    List<World> worlds() {
        return worlds;
    }

    /** One folder may not be there until everything calms down. */
    boolean isMissing(World world) {
        return schedule.faults.areOn() && missing == worlds.indexOf(world);
    }

    MailboxSession newSession(World world) {
        SessionSettings all = schedule.settings;
        SessionSettings own = new SessionSettings(
                world.folder,
                all.dialect(),
                all.startTls(),
                all.startFrom(),
                all.events(),
                all.selection(),
                all.replayAfterReset(),
                all.after(),
                all.maxInFlight(),
                all.connectTimeout(),
                all.idleRenewal(),
                all.livenessTimeout(),
                all.pollInterval(),
                all.reconcileInterval(),
                all.reconnect(),
                all.redelivery(),
                all.binding());
        return new MailboxSession(own, schedule.chance.random(), generations);
    }

    void join(Shell shell) {
        shells.add(shell);
        sharing.join(shell.world().folder);
        runErrands();
    }

    boolean logsIn(ModelConnection connection, int most) {
        return loggedIn.size() < most && loggedIn.add(connection);
    }

    void loggedOut(ModelConnection connection) {
        loggedIn.remove(connection);
    }

    void tell(Shell from, SharingNote note) {
        int folder = shells.indexOf(from);
        int visiting = sharing.visiting();
        int host = sharing.host();
        if (note instanceof SharingNote.Recalls && visiting >= 0) {
            Shell guest = shells.get(visiting);
            guest.give(guest.snapshot().generation(), from, false);
        } else if (note instanceof SharingNote.GivesBack given) {
            if (visiting != folder) {
                throw new BrokenRule("only who visits can give back: " + folder + ", not " + visiting);
            }
            if (given.failure() != null) {
                paths.add(Path.VISIT_LOST);
            }
            from.give(given.loan().generation(), shells.get(host), given.failure() == null);
        }
        sharing.on(folder, note);
        if (note instanceof SharingNote.Lends lends && sharing.visiting() >= 0) {
            paths.add(Path.VISITED);
            from.give(lends.loan().generation(), shells.get(sharing.visiting()), true);
        }
        if (sharing.host() >= 0 && sharing.host() != lastHost) {
            lastHost = sharing.host();
            paths.add(Path.HOST_CHANGED);
        }
    }

    /** True while the shell's connection is another's. */
    boolean hasLent(Shell shell) {
        return sharing.visiting() >= 0 && sharing.host() == shells.indexOf(shell);
    }

    void runErrands() {
        if (busy) {
            return;
        }
        busy = true;
        for (Errand next = errands.poll(); next != null; next = errands.poll()) {
            next.to().input(new SessionInput.Ordered(next.order()));
        }
        busy = false;
    }

    Set<Path> run() {
        worlds.forEach(each -> each.story().prepare());
        worlds.forEach(World::beginLife);
        worlds.forEach(each -> each.story().plan());
        agenda.runUntil(schedule.length.toNanos());
        schedule.faults.off();
        worlds.forEach(each -> each.story().moveBack());
        calmDown();
        stop();
        return paths;
    }

    private void calmDown() {
        long latest = agenda.now() + World.PATIENCE.toNanos();
        while (agenda.now() < latest && !worlds.stream().allMatch(World::isAtRest)) {
            agenda.runUntil(agenda.now() + Duration.ofSeconds(5).toNanos());
        }
        List<World> alive = worlds.stream().filter(each -> !hasFailed(each)).toList();
        alive.forEach(each -> each.deliveries.mustBeComplete());
        alive.forEach(World::mustBeAtRest);
        mustDoLittle();
        alive.stream().filter(each -> !hasFailed(each)).forEach(World::mustHavePassedEverything);
        for (World each : alive) {
            if (!hasFailed(each)) { // a dead peer is noticed only now, and no attempt is left
                each.story().mustBePromptNow();
            }
        }
        alive.stream().filter(each -> !hasFailed(each)).forEach(World::mustBeSettled);
    }

    private static boolean hasFailed(World world) {
        return world.shell().snapshot().phase() == SessionPhase.FAILED;
    }

    private void mustDoLittle() {
        int before = commands();
        Duration rest = Duration.ofMinutes(10);
        agenda.runUntil(agenda.now() + rest.toNanos());
        long looks = rest.dividedBy(schedule.settings.pollInterval());
        // a poll asks for each folder, and may open it where STATUS does not say enough; and all may be looked at once
        long allowed = worlds.size() * (12 * looks + 60);
        if (commands() - before > allowed) {
            throw new BrokenRule("folders at rest must not be busy: " + (commands() - before) + " commands");
        }
    }

    private int commands() {
        return worlds.stream().mapToInt(each -> each.commands).sum();
    }

    /** The one whose connection the others need is stopped last. */
    private void stop() {
        int host = sharing.host();
        for (int folder = 0; folder < shells.size(); folder++) {
            if (folder != host) {
                shells.get(folder).input(new SessionInput.Stop());
            }
        }
        agenda.runUntil(agenda.now() + World.STOP_TIMEOUT.plusSeconds(1).toNanos());
        if (host >= 0) {
            shells.get(host).input(new SessionInput.Stop());
        }
        agenda.runUntil(agenda.now() + World.STOP_TIMEOUT.plusSeconds(1).toNanos());
        for (Shell shell : shells) {
            if (!shell.isStopped()) {
                throw new BrokenRule("a session must stop in time, but is " + shell.snapshot());
            }
            shell.turnsMustBeGivenBack();
        }
        agenda.runUntil(agenda.now() + Duration.ofMinutes(1).toNanos());
        shells.forEach(each -> each.bodies().mustBeGivenBack());
    }
}
