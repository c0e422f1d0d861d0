package org.camelpush.imapidle.session.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;

/** The server's end of one connection: reads lines, answers as its manner and the faults will have it. */
final class ModelConnection {

    private static final String THROTTLED = "BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds";

    /** Of the folder that is open. */
    private World world;

    private final Wire wire;
    private final Manner manner;
    private final Faults faults;
    private final ModelIdle idle;
    private ModelLogin login;
    private boolean secure;
    private boolean loggedIn;
    private boolean compressing;
    private boolean rev2;
    private boolean condstore;
    private boolean qresync;
    private boolean parameterRefused;
    private boolean silent;
    private boolean over;
    /** What has come of a command whose next literal is waited for. */
    private String begun;

    private MailboxView view;
    private Set<World> observed = Set.of();

    ModelConnection(World world, Wire wire) {
        this.world = world;
        this.wire = wire;
        manner = world.schedule.manner;
        rev2 = manner.rev2 && !manner.rev1;
        faults = world.schedule.faults;
        idle = new ModelIdle(world, this);
    }

    void greet() {
        if (faults.happens(faults.noImap)) {
            world.gone(Path.NO_IMAP);
            write(world.chance.oneOf(
                    "220 smtp.example.org ESMTP", "* NO go away", "", "* 1 FETCH (UID", "\u0000\u0001"));
        } else if (faults.happens(faults.bye)) {
            bye("[UNAVAILABLE] too many connections");
        } else {
            write("* OK " + (manner.capabilitiesInGreeting ? "[CAPABILITY " + capabilities() + "] " : "") + "ready");
        }
    }

    void receive(String line, boolean compressed) {
        if (over || silent) {
            return;
        }
        if (compressed != compressing) {
            throw new BrokenRule("from COMPRESS on, and not before, everything must be compressed: " + line);
        }
        if (login != null && login.isUnderWay()) {
            login.line(line);
        } else if (begun != null) {
            String beginning = begun;
            begun = null;
            lineComes(beginning, line);
        } else if (line.equals("DONE")) {
            idle.done();
        } else if (idle.isUnderWay()) {
            write("* BAD expected DONE");
        } else {
            command(line);
        }
    }

    private void command(String line) {
        int space = line.indexOf(' ');
        String tag = line.substring(0, space);
        String command = line.substring(space + 1);
        if (faults.happens(faults.silence)) {
            world.gone(Path.HALF_OPEN_PEER);
            silent = true;
        } else if (faults.happens(faults.bye)) {
            bye("Autologout");
        } else if (faults.happens(faults.no) && !command.equals("LOGOUT")) {
            world.gone(Path.COMMAND_ANSWERED_NO);
            world.deliveries.trouble();
            finish(tag, world.chance.oneOf("NO not now", "NO [UNAVAILABLE] busy", "BAD what?", THROTTLED));
        } else if (command.startsWith("LOGIN ") || command.startsWith("AUTHENTICATE ")) {
            login = new ModelLogin(world, this);
            login.begin(tag, command);
        } else {
            takeOrAskForMore(line);
        }
    }

    /** A line that ends in {n} has a literal to follow, for which the server asks (RFC 9051 §4.3). */
    private void takeOrAskForMore(String line) {
        int space = line.indexOf(' ');
        if (line.endsWith("}")) {
            world.gone(Path.SEARCHED_WITH_LITERALS);
            begun = line;
            write("+ go on");
        } else {
            world.agenda.after(think(), () -> answer(line.substring(0, space), line.substring(space + 1)));
        }
    }

    private void lineComes(String beginning, String line) {
        int brace = beginning.lastIndexOf('{');
        int octets = Integer.parseInt(beginning.substring(brace + 1, beginning.length() - 1));
        if (line.length() < octets) {
            throw new BrokenRule("a literal must have as many octets as it says: " + line);
        }
        String literal = line.substring(0, octets);
        takeOrAskForMore(beginning.substring(0, brace) + '"' + literal + '"' + line.substring(octets));
    }

    private void answer(String tag, String command) {
        if (over) {
            return;
        }
        String name = command.startsWith("UID ") ? command.substring(0, command.indexOf(' ', 4)) : firstWord(command);
        chatter();
        switch (name) {
            case "CAPABILITY" -> finish(tag, "OK done", "* CAPABILITY " + capabilities());
            case "STARTTLS" -> startTls(tag);
            case "SELECT", "EXAMINE" -> select(tag, name, command);
            case "COMPRESS" -> compress(tag);
            case "ID" -> identify(tag);
            case "ENABLE" -> enable(tag, command);
            case "IDLE" -> idle.begin(tag);
            case "STATUS" -> status(tag, command.substring(name.length() + 1));
            case "NOTIFY" -> notifyOf(tag, command.substring(name.length() + 1));
            case "NOOP" -> finish(tag, "OK done");
            case "LOGOUT" -> logOut(tag);
            case "UID SEARCH", "UID FETCH", "UID STORE", "UID COPY", "UID MOVE", "UID EXPUNGE" ->
                new UidCommand(world, this, view).answer(tag, name, command.substring(name.length() + 1));
            default -> finish(tag, "BAD unknown command");
        }
    }

    private void startTls(String tag) {
        if (faults.happens(faults.tlsFails)) {
            world.gone(Path.TLS_FAILED);
            write(tag + " NO not today");
            return;
        }
        boolean injected = faults.happens(faults.injection);
        if (injected) {
            world.gone(Path.INJECTION_BEFORE_TLS);
        }
        // "A1 OK" of somebody in the middle must count for nothing after TLS
        write(tag + " OK begin" + (injected ? "\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA2 OK done" : ""));
        secure = true;
    }

    void logIn(String tag) {
        if (faults.happens(faults.loginRefused)) {
            world.gone(Path.LOGIN_REFUSED);
            write(tag
                    + world.chance.oneOf(
                            " NO [AUTHENTICATIONFAILED] wrong", " NO [LIMIT] too many sessions", " BAD no"));
            return;
        }
        if (manner.oneLogin && world.shell().connections() > 1) {
            world.gone(Path.SECOND_LOGIN_REFUSED);
            write(tag + " NO [LIMIT] one connection at a time");
            return;
        }
        if (world.household != null && !world.household.logsIn(this, manner.mostLogins)) {
            write(tag + " NO [LIMIT] too many connections of this account");
            return;
        }
        loggedIn = true;
        write(tag + " OK " + (manner.capabilitiesInLogin ? "[CAPABILITY " + capabilities() + "] " : "") + "welcome");
    }

    private void compress(String tag) {
        if (!manner.compress || compressing || view != null) {
            throw new BrokenRule("COMPRESS must be sent once, after the login, to a server that has it");
        }
        world.gone(Path.COMPRESSED);
        compressing = true;
        write(tag + " OK compressing");
    }

    private void identify(String tag) {
        if (!manner.id) {
            throw new BrokenRule("ID must not be sent to a server that has none");
        }
        world.gone(Path.IDENTIFIED);
        finish(
                tag,
                "OK done",
                world.chance.oneOf("* ID NIL", "* ID (\"name\" \"model\" \"version\" NIL)", "* ID (\"name\""));
    }

    private void enable(String tag, String command) {
        if (command.equals("ENABLE QRESYNC")) {
            enableQresync(tag);
            return;
        }
        if (!command.equals("ENABLE IMAP4rev2") || !manner.rev2 || view != null) {
            throw new BrokenRule("ENABLE must be for what the server has, and before the folder is opened");
        }
        world.gone(Path.ENABLED);
        rev2 = true;
        finish(tag, "OK done", "* ENABLED IMAP4rev2");
    }

    private void enableQresync(String tag) {
        mustBeUsable("QRESYNC", manner.qresync && view == null);
        if (manner.refusesEnable) {
            world.gone(Path.ENABLE_REFUSED);
            finish(tag, world.chance.oneOf("BAD unknown", "NO not today", "OK nothing enabled"));
            return;
        }
        condstore = true;
        qresync = true;
        finish(tag, "OK done", "* ENABLED QRESYNC");
    }

    void mustBeUsable(String extension, boolean offered) {
        boolean wanted = world.schedule.events.follows()
                && !world.schedule.settings.dialect().disabled().contains(extension);
        if (!wanted || !offered) {
            throw new BrokenRule(extension + " must be used where it is offered and brings something only");
        }
    }

    boolean isRev2() {
        return rev2;
    }

    private void select(String tag, String name, String command) {
        int quote = command.lastIndexOf('"') + 1;
        World named = named(command.substring(name.length() + 1, quote));
        String parameter = command.substring(quote);
        if (view != null) {
            world.mailbox.forget(this);
            view = null;
        }
        if (named.household != null && named.household.isMissing(named)) {
            world.gone(Path.FOLDER_MISSING);
            finish(tag, "NO [NONEXISTENT] no such folder");
            return;
        }
        if (!parameter.isEmpty()) {
            mustBeUsable(qresync ? "QRESYNC" : "CONDSTORE", manner.condstore);
            if (parameterRefused) {
                throw new BrokenRule("a parameter that was refused must not be sent again: " + command);
            }
            if (manner.refusesParameters) {
                world.gone(Path.PARAMETER_REFUSED);
                parameterRefused = true;
                finish(tag, world.chance.oneOf("BAD too many arguments", "NO what is that?"));
                return;
            }
            condstore = true;
        }
        world = named;
        view = new MailboxView(world, world.mailbox);
        boolean tells = condstore && !manner.noModSeq;
        view.speaks(tells, tells && qresync);
        world.mailbox.watch(this);
        List<String> lines = new ArrayList<>();
        lines.add("* " + view.exists() + " EXISTS");
        lines.add("* 0 RECENT");
        lines.add("* FLAGS (\\Seen \\Deleted)");
        lines.add("* OK [UIDVALIDITY " + world.mailbox.uidValidity() + "] UIDs valid");
        if (manner.uidNext) {
            lines.add("* OK [UIDNEXT " + world.mailbox.uidNext() + "] Predicted next UID");
        } else {
            world.gone(Path.UIDNEXT_MISSING);
        }
        if (manner.condstore && manner.noModSeq) {
            world.gone(Path.NO_MOD_SEQ);
            lines.add("* OK [NOMODSEQ] none here");
        } else if (manner.condstore) {
            lines.add("* OK [HIGHESTMODSEQ " + world.mailbox.highestModSeq() + "] highest");
        }
        if (parameter.startsWith(" (QRESYNC") && view.vanishes()) {
            lines.addAll(new ModelChanges(world, this, view).since(parameter));
        }
        boolean readOnly = manner.readOnly || name.equals("EXAMINE");
        if (manner.readOnly) {
            world.gone(Path.READ_ONLY);
        }
        finish(tag, readOnly ? "OK [READ-ONLY] done" : "OK [READ-WRITE] done", lines.toArray(String[]::new));
    }

    /** The folder of a quoted name. */
    private World named(String quoted) {
        List<World> folders = world.household == null ? List.of(world) : world.household.worlds();
        return folders.stream()
                .filter(each -> quoted.equals(wireName(each)))
                .findFirst()
                .orElseThrow(() -> new BrokenRule("a folder must be named as the server understands it: " + quoted));
    }

    private String wireName(World each) {
        String coded = rev2
                ? new String(each.folder.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                : BASE64MailboxEncoder.encode(each.folder);
        return '"' + coded.replace("\"", "\\\"") + '"';
    }

    private void status(String tag, String arguments) {
        World named = named(arguments.substring(0, arguments.indexOf(" (")));
        world.gone(Path.SURVEYED);
        if (named == world && view != null) {
            throw new BrokenRule("STATUS must not be asked for of the folder that is open");
        }
        if (named.household.isMissing(named)) {
            finish(tag, "NO [NONEXISTENT] no such folder");
        } else {
            finish(tag, "OK done", statusOf(named));
        }
    }

    private String statusOf(World named) {
        ModelMailbox mailbox = named.mailbox;
        String next = " UIDNEXT " + mailbox.uidNext();
        if (!manner.statusTellsUidNext) {
            world.gone(Path.STATUS_WITHOUT_UIDNEXT);
        }
        return "* STATUS " + wireName(named) + " (MESSAGES " + mailbox.mails().size()
                + (manner.statusTellsUidNext ? next : "") + " UIDVALIDITY " + mailbox.uidValidity() + ")";
    }

    private void notifyOf(String tag, String arguments) {
        if (!manner.notify || !loggedIn) {
            throw new BrokenRule("NOTIFY must not be sent to a server without it");
        }
        if (manner.notifyRefused) {
            world.gone(Path.NOTIFY_REFUSED);
            finish(tag, "NO [NOTIFICATIONOVERFLOW] too expensive");
            return;
        }
        String events = " (MessageNew MessageExpunge))";
        String before = "SET STATUS (SELECTED-DELAYED" + events + " (MAILBOXES (";
        if (!arguments.startsWith(before) || !arguments.endsWith(")" + events)) {
            throw new BrokenRule("NOTIFY must be as RFC 5465 has it: " + arguments);
        }
        String names = arguments.substring(before.length(), arguments.length() - events.length() - 1);
        observed.forEach(each -> each.mailbox.forgetObserver(this));
        observed = world.household.worlds().stream()
                .filter(each -> names.contains(wireName(each)) && !each.household.isMissing(each))
                .filter(each -> !manner.notifiesAsciiOnly || each.folder.chars().allMatch(c -> c < 128))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        observed.forEach(each -> each.mailbox.observe(this));
        world.gone(Path.NOTIFIED);
        finish(tag, "OK done", observed.stream().map(this::statusOf).toArray(String[]::new));
    }

    /** There is news in a folder that this connection is told of. */
    void otherChanged(World other) {
        if (faults.happens(faults.overflow)) {
            world.gone(Path.NOTIFY_OVERFLOW);
            observed.forEach(each -> each.mailbox.forgetObserver(this));
            write("* OK [NOTIFICATIONOVERFLOW] too much going on");
            return;
        }
        if (view != null && world == other) {
            return; // it is told as EXISTS, or not at all if another one is opened before
        }
        world.agenda.after(think(), () -> {
            if (!isMute() && !login.isUnderWay()) {
                write(statusOf(other));
            }
        });
    }

    private void logOut(String tag) {
        write("* BYE see you");
        write(tag + " OK done");
        over = true;
        wire.drop();
    }

    /** The end of a command: lines at once, then what is new, then the tagged line. */
    void finish(String tag, String verdict, String... lines) {
        if (lines.length > 0) {
            write(String.join("\r\n", lines));
        }
        world.agenda.after(world.chance.in(0.5) ? 0 : think(), () -> {
            if (!over && !silent) {
                if (view != null && (!faults.areOn() || world.chance.in(0.7))) {
                    announce();
                }
                write(tag + ' ' + verdict);
            }
        });
    }

    /** Tells the client what is new, and at times what is not; true when there is more mail. */
    boolean announce() {
        lie();
        boolean more = false;
        for (String line : view.update()) {
            more |= line.endsWith("EXISTS");
            write(line);
        }
        return more;
    }

    void lie() {
        if (view == null) {
            return;
        }
        if (faults.happens(faults.sameExists)) {
            world.gone(Path.SAME_EXISTS_AGAIN);
            write("* " + view.exists() + " EXISTS");
        }
        if (faults.happens(faults.unknownExpunge)) {
            world.gone(Path.UNKNOWN_EXPUNGE);
            write("* " + (view.exists() + world.chance.between(1, 5)) + " EXPUNGE");
        }
    }

    private void chatter() {
        if (faults.happens(faults.chatter)) {
            if (world.schedule.events.follows()) {
                write(world.chance.oneOf("* OK Still here", "* 0 RECENT", "* FLAGS (\\Seen)"));
                return;
            }
            write(world.chance.oneOf(
                    "* OK Still here",
                    "* OK [ALERT] maintenance tonight",
                    "* 1 FETCH (FLAGS (\\Seen))",
                    "* STATUS other (MESSAGES 3 UIDNEXT 9)",
                    "* 0 RECENT",
                    "* FLAGS (\\Seen)",
                    "* VANISHED 3:4",
                    "* LIST () \"/\" {5}\r\n{3}ab"));
        }
    }

    void mailboxChanged() {
        idle.pushSoon();
    }

    /** True when nothing can be said any more. */
    boolean isMute() {
        return over || silent;
    }

    private void bye(String words) {
        world.gone(Path.BYE);
        write("* BYE " + words);
        if (manner.staysOpenAfterBye) {
            silent = true;
        } else {
            over = true;
            wire.drop();
        }
    }

    /** The mailbox is not what it was: the server sends everybody away. */
    void expel() {
        if (!over) {
            if (world.chance.in(0.5)) {
                write("* BYE mailbox changed");
            }
            over = true;
            wire.drop();
        }
    }

    void closed() {
        over = true;
        world.mailbox.forget(this);
        observed.forEach(each -> each.mailbox.forgetObserver(this));
        if (world.household != null) {
            world.household.loggedOut(this);
        }
    }

    void write(String line) {
        wire.write(line + "\r\n");
    }

    long think() {
        return world.chance.in(0.5) ? 0 : world.chance.millis(0, world.chance.in(0.1) ? 900 : 30);
    }

    private String capabilities() {
        return manner.capabilities(loggedIn, secure, world.schedule.settings.startTls());
    }

    private static String firstWord(String command) {
        int space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }
}
