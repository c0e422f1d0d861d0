package org.camelpush.imapidle.session.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.camelpush.imapidle.protocol.Download;

/** The model server's UID commands (RFC 9051 §6.4.9). */
final class UidCommand {

    private static final String RETURN = "RETURN (ALL) ";

    private final World world;
    private final ModelConnection connection;
    private final MailboxView view;
    private final Faults faults;
    private final Manner manner;

    UidCommand(World world, ModelConnection connection, MailboxView view) {
        this.world = world;
        this.connection = connection;
        this.view = view;
        faults = world.schedule.faults;
        manner = world.schedule.manner;
    }

    void answer(String tag, String name, String arguments) {
        if (manner.announcesFirst) {
            connection.announce();
        }
        switch (name) {
            case "UID SEARCH" -> search(tag, arguments);
            case "UID FETCH" -> fetch(tag, arguments.split(" ")[0], arguments.substring(arguments.indexOf(' ') + 1));
            case "UID STORE" -> store(tag, arguments.split(" ")[0], arguments);
            case "UID COPY" -> copy(tag, arguments.split(" ")[0]);
            case "UID MOVE" -> move(tag, arguments.split(" ")[0]);
            case "UID EXPUNGE" -> expunge(tag, arguments);
            default -> throw new IllegalArgumentException(name);
        }
    }

    private void search(String tag, String arguments) {
        boolean set = arguments.startsWith(RETURN);
        boolean mayAsk = manner.esearch || connection.isRev2();
        if (set && (!mayAsk || world.schedule.settings.dialect().disabled().contains("ESEARCH"))) {
            throw new BrokenRule("a set must not be asked for where there is no ESEARCH");
        }
        String rest = set ? arguments.substring(RETURN.length()) : arguments;
        Wish wish = world.schedule.wish;
        boolean wanted = wish.isSearched() && rest.endsWith(' ' + wish.heard);
        boolean wide = rest.startsWith("CHARSET UTF-8 ");
        if (wide != (wanted && wish.isWide())) {
            throw new BrokenRule("a search must say its charset where it is not ASCII: " + arguments);
        }
        String ours = wanted ? rest.substring(0, rest.length() - wish.heard.length() - 1) : rest;
        answer(tag, set, found((wide ? ours.substring("CHARSET UTF-8 ".length()) : ours).split(" "), wanted));
    }

    private List<String> found(String[] keys, boolean wanted) {
        List<String> found = new ArrayList<>();
        for (ModelMail mail : view.mails()) {
            boolean matches = (!mail.gone || manner.findsWhatIsGone) && isIn(mail, keys[1]);
            matches &= !wanted || mail.matches;
            for (int i = 2; i < keys.length; i++) {
                matches &= keys[i].equals("UNSEEN") ? !mail.seen : !mail.deleted;
            }
            if (matches) {
                found.add(String.valueOf(mail.uid));
            }
        }
        return found;
    }

    private void answer(String tag, boolean set, List<String> found) {
        if (set || connection.isRev2()) {
            connection.finish(tag, "OK done", set(tag, found));
        } else if (found.isEmpty() && manner.saysNothingWhenNothingFound) {
            connection.finish(tag, "OK done");
        } else if (found.size() > 1 && world.chance.in(0.2)) {
            Collections.shuffle(found, new Random(world.chance.between(0, 1000)));
            int half = found.size() / 2;
            connection.finish(tag, "OK done", line(found.subList(0, half)), line(found.subList(half, found.size())));
        } else {
            connection.finish(tag, "OK done", line(found));
        }
    }

    /** RFC 4731 §3.1: nothing found, no ALL. A range may pass over numbers that no mail has (RFC 9051 §9). */
    private String set(String tag, List<String> found) {
        world.gone(Path.FOUND_AS_SET);
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            boolean folds =
                    i + 1 < found.size() && world.chance.in(0.3) && isNoneBetween(found.get(i), found.get(i + 1));
            if (folds) {
                boolean upsideDown = world.chance.in(0.1);
                ranges.add(upsideDown ? found.get(i + 1) + ':' + found.get(i) : found.get(i) + ':' + found.get(i + 1));
                i++;
            } else {
                ranges.add(found.get(i));
            }
        }
        String all = found.isEmpty() ? "" : " ALL " + String.join(",", ranges);
        return "* ESEARCH (TAG \"" + tag + "\") UID" + all;
    }

    /** True where a range holds no mail that was not found. */
    private boolean isNoneBetween(String one, String other) {
        long from = Long.parseLong(one);
        long to = Long.parseLong(other);
        if (to - from > 1 && !manner.foldsGaps) {
            return false;
        }
        boolean none = view.mails().stream().noneMatch(mail -> mail.uid > from && mail.uid < to);
        if (none && to - from > 1) {
            world.gone(Path.SET_WITH_WHAT_IS_NOT_THERE);
        }
        return none;
    }

    private static String line(List<String> found) {
        return found.isEmpty() ? "* SEARCH" : "* SEARCH " + String.join(" ", found);
    }

    private void fetch(String tag, String set, String list) {
        if (ModelChanges.isOne(list)) {
            List<String> lines = new ModelChanges(world, connection, view).fetched(set, list);
            connection.finish(tag, "OK done", lines.toArray(String[]::new));
            return;
        }
        boolean asks = list.contains(" MODSEQ ");
        if (asks && !view.tellsModSeqs() || !asks && view.tellsModSeqs() && !manner.refusesParameters) {
            throw new BrokenRule("mod-sequences must be asked for where they are told, and only there: " + list);
        }
        Download download =
                Wish.asked(List.of(list.substring(1, list.length() - 1).split(" ")));
        boolean someGone = false;
        boolean refused = faults.happens(faults.fetchAnsweredNo);
        for (ModelMail mail : List.copyOf(view.mails())) {
            if (!isIn(mail, set)) {
                continue;
            }
            if (mail.gone) {
                world.gone(Path.FETCH_OF_A_MAIL_THAT_IS_GONE);
                someGone = true;
            } else if (faults.happens(faults.omission) || refused && world.chance.in(0.5)) {
                world.gone(Path.FETCH_OMITS_A_MAIL);
                mail.unreadable++;
                world.deliveries.trouble();
                leaveOut(mail, download);
            } else {
                mayBeFetched(mail, download);
                connection.write(fetchResponse(mail, download));
            }
        }
        if (refused) {
            world.gone(Path.FETCH_ANSWERED_NO);
        }
        boolean no = refused || someGone && manner.noWhenSomeAreGone;
        connection.finish(tag, no ? "NO Some of the requested messages no longer exist" : "OK done");
    }

    private void mayBeFetched(ModelMail mail, Download download) {
        if (download != Download.NONE && download != world.schedule.wish.of(mail)) {
            throw new BrokenRule("no more of a mail must be fetched than is wanted: " + download + " of " + mail);
        }
        if (!mail.matches) {
            throw new BrokenRule("a mail that is not searched for must not be fetched: " + mail);
        }
    }

    private void leaveOut(ModelMail mail, Download download) {
        if (world.chance.in(0.3)) {
            String nothing =
                    switch (download) {
                        case FULL -> " BODY[] NIL";
                        case HEADERS -> " RFC822.SIZE 7 BODYSTRUCTURE NIL BODY[HEADER] NIL";
                        case NONE -> " FLAGS ()";
                    };
            connection.write("* " + view.numberOf(mail) + " FETCH (UID " + mail.uid + nothing + ")");
        }
    }

    private String fetchResponse(ModelMail mail, Download download) {
        List<String> items = new ArrayList<>();
        items.add("UID " + mail.uid);
        items.add("FLAGS (" + mail.flags() + ")");
        if (view.tellsModSeqs()) {
            items.add("MODSEQ (" + mail.modSeq + ")");
        }
        view.heard(mail);
        items.add("INTERNALDATE \"17-Jul-1996 02:44:25 -0700\"");
        items.add("RFC822.SIZE " + mail.content.length());
        if (download == Download.FULL) {
            items.add("BODY[] " + literal(mail.content));
        } else if (download == Download.HEADERS) {
            items.add("BODY[HEADER] " + literal(mail.header()));
            items.add("BODYSTRUCTURE " + structure(mail));
        }
        if (world.chance.in(0.3)) {
            Collections.shuffle(items, new Random(world.chance.between(0, 1000)));
        }
        return "* " + view.numberOf(mail) + " FETCH (" + String.join(" ", items) + ")";
    }

    /** Of honest mails, and of those that are meant to hurt. */
    private String structure(ModelMail mail) {
        return world.chance.oneOf(
                "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" " + mail.content.length() + " 3)",
                "((\"text\" \"plain\" NIL NIL NIL \"7bit\" 7 1)(\"a\" \"b\" NIL NIL NIL \"base64\" 9) \"mixed\")",
                "(\"image\" \"png\" (\"name\" {3}\r\n){() NIL NIL \"base64\" 99)",
                "(".repeat(500) + ")".repeat(500),
                "()",
                "NIL");
    }

    private String literal(String content) {
        boolean short7bit = content.length() < 8
                && StandardCharsets.US_ASCII.newEncoder().canEncode(content)
                && content.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\');
        if (short7bit && world.chance.in(0.5)) {
            return '"' + content + '"';
        }
        return (world.chance.in(0.1) ? "~{" : "{") + content.length() + "}\r\n" + content;
    }

    private void store(String tag, String set, String arguments) {
        each(set, mail -> {
            String before = mail.flags();
            mail.ours.add(arguments.contains("\\Deleted") ? "\\Deleted" : "\\Seen");
            if (arguments.contains("\\Deleted")) {
                world.deliveries.mustBeDoneWith(mail, "marked \\Deleted");
                mail.markDeleted();
            } else {
                world.deliveries.mustBeDoneWith(mail, "marked \\Seen");
                mail.markSeen();
            }
            if (!mail.flags().equals(before)) {
                stored(mail);
            }
        });
        connection.finish(tag, "OK done");
    }

    /** RFC 7162 §3.1.3: silence is about the flags, not about the mod-sequence; nor about what others did. */
    private void stored(ModelMail mail) {
        boolean knew = view.hasHeard(mail);
        mail.has(false);
        world.mailbox.flagsChanged(mail);
        if (knew) {
            view.heard(mail);
        } else {
            world.gone(Path.STORE_AMONG_OTHER_CHANGES);
        }
        if (view.tellsModSeqs()) {
            connection.write("* " + view.numberOf(mail) + " FETCH (UID " + mail.uid + " MODSEQ (" + mail.modSeq + "))");
        }
    }

    private void copy(String tag, String set) {
        each(set, mail -> {
            world.deliveries.mustBeDoneWith(mail, "copied");
            mail.copies++;
        });
        if (!manner.move && !manner.rev2) {
            world.gone(Path.MOVED_BY_COPY);
        }
        connection.finish(tag, "OK done");
    }

    private void move(String tag, String set) {
        if (!manner.move && !manner.rev2
                || world.schedule.settings.dialect().disabled().contains("MOVE")) {
            throw new BrokenRule("MOVE must not be sent to a server that has none");
        }
        world.gone(Path.MOVED);
        removing(set);
        each(set, mail -> {
            world.deliveries.mustBeDoneWith(mail, "moved");
            mail.copies++;
            mail.removedByUsInLife = world.telling.life();
            world.mailbox.expunge(mail);
        });
        connection.finish(tag, "OK done");
    }

    private void expunge(String tag, String set) {
        if (!manner.uidPlus && !manner.rev2) {
            throw new BrokenRule("UID EXPUNGE must not be sent to a server that has no UIDPLUS");
        }
        removing(set);
        each(set, mail -> {
            if (mail.deleted) {
                world.deliveries.mustBeDoneWith(mail, "expunged");
                mail.removedByUsInLife = world.telling.life();
                world.mailbox.expunge(mail);
            }
        });
        connection.finish(tag, "OK done");
    }

    /** Of what went by itself before, the client may think that it was this command. */
    private void removing(String set) {
        for (ModelMail mail : world.mailbox.ofValidity(world.mailbox.uidValidity())) {
            if (mail.gone && isIn(mail, set)) {
                mail.goneBeforeWeRemoved = true;
            }
        }
    }

    private void each(String set, java.util.function.Consumer<ModelMail> action) {
        for (ModelMail mail : List.copyOf(view.mails())) {
            if (!mail.gone && isIn(mail, set)) {
                action.accept(mail);
            }
        }
    }

    /** RFC 9051 §9: {@code *} is the highest there is, and a range may be written from either end. */
    private boolean isIn(ModelMail mail, String set) {
        for (String range : set.split(",")) {
            int colon = range.indexOf(':');
            long from = number(colon < 0 ? range : range.substring(0, colon));
            long to = number(colon < 0 ? range : range.substring(colon + 1));
            if (mail.uid >= Math.min(from, to) && mail.uid <= Math.max(from, to)) {
                return true;
            }
        }
        return false;
    }

    private long number(String text) {
        return text.equals("*") ? view.highest() : Long.parseLong(text);
    }
}
