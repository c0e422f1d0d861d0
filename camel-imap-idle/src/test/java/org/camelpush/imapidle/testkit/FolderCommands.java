package org.camelpush.imapidle.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The commands of a model session that are about folders. */
final class FolderCommands {

    static final Map<String, ModelHandler> HANDLERS = Map.ofEntries(
            Map.entry("NOOP", FolderCommands::nothing),
            Map.entry("CHECK", FolderCommands::nothing),
            Map.entry("ENABLE", FolderCommands::nothing),
            Map.entry("ID", FolderCommands::id),
            Map.entry("NAMESPACE", FolderCommands::namespace),
            Map.entry("LIST", FolderCommands::list),
            Map.entry("STATUS", FolderCommands::status),
            Map.entry("CREATE", FolderCommands::create),
            Map.entry("APPEND", FolderCommands::append),
            Map.entry("SELECT", FolderCommands::select),
            Map.entry("EXAMINE", FolderCommands::select),
            Map.entry("UNSELECT", FolderCommands::unselect),
            Map.entry("CLOSE", FolderCommands::close));

    private static final String FLAGS = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";
    private static final String NO_FOLDER = "NO [NONEXISTENT] no such folder";

    private FolderCommands() {}

    private static String nothing(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        return "OK " + command.name() + " done";
    }

    private static String id(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        answer.line("* ID (\"name\" \"model mailbox\")");
        return "OK ID done";
    }

    private static String namespace(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        answer.line("* NAMESPACE ((\"\" \"/\")) NIL NIL");
        return "OK NAMESPACE done";
    }

    private static String list(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        String pattern = command.arguments().get(0) + command.arguments().get(1);
        String regex = Arrays.stream(pattern.split("(?<=[*%])|(?=[*%])"))
                .map(part -> part.equals("*") || part.equals("%") ? ".*" : Pattern.quote(part))
                .reduce("(?i)", String::concat);
        session.mailbox().folders().stream()
                .filter(name -> name.matches(regex))
                .forEach(name -> answer.line("* LIST (\\HasNoChildren) \"/\" \"" + name + "\""));
        return "OK LIST done";
    }

    private static String status(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelFolder folder = session.mailbox().find(command.arguments().get(0));
        if (folder == null) {
            return NO_FOLDER;
        }
        StringBuilder values = new StringBuilder();
        for (String item : ImapArguments.members(command.arguments().get(1))) {
            values.append(values.isEmpty() ? "" : " ").append(item).append(' ').append(statusOf(folder, item));
        }
        answer.line("* STATUS \"" + folder.name() + "\" (" + values + ")");
        return "OK STATUS done";
    }

    private static long statusOf(ModelFolder folder, String item) {
        return switch (item.toUpperCase(Locale.ROOT)) {
            case "MESSAGES" -> folder.mails().length;
            case "UNSEEN" -> unseen(folder);
            case "UIDNEXT" -> folder.uidNext();
            case "UIDVALIDITY" -> folder.uidValidity();
            case "RECENT" -> 0;
            default -> throw new IllegalArgumentException("cannot tell the STATUS " + item);
        };
    }

    private static long unseen(ModelFolder folder) {
        return Arrays.stream(folder.mails()).filter(mail -> !mail.has("\\Seen")).count();
    }

    private static String create(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        session.mailbox().createFolder(command.arguments().get(0));
        return "OK CREATE done";
    }

    /** APPEND folder [(flags)] [date] literal; the date is not kept. */
    private static String append(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        List<String> arguments = command.arguments();
        ModelFolder folder = session.mailbox().find(arguments.get(0));
        if (folder == null) {
            return "NO [TRYCREATE] no such folder";
        }
        List<String> flags = arguments.get(1).startsWith("(") ? ImapArguments.members(arguments.get(1)) : List.of();
        String content = arguments.get(arguments.size() - 1);
        ModelMail mail = folder.append(content.getBytes(StandardCharsets.ISO_8859_1), flags, Instant.now());
        return "OK [APPENDUID " + folder.uidValidity() + " " + mail.uid() + "] APPEND done";
    }

    private static String select(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        session.unselect();
        ModelFolder folder = session.mailbox().find(command.arguments().get(0));
        if (folder == null) {
            return NO_FOLDER;
        }
        boolean readOnly = command.name().equals("EXAMINE") || session.mailbox().readOnly();
        long next;
        // no mail comes between EXISTS and UIDNEXT
        synchronized (folder) {
            session.select(folder, readOnly);
            next = folder.uidNext();
        }
        answer.line("* FLAGS (" + FLAGS + ")");
        answer.line("* OK [PERMANENTFLAGS (" + (readOnly ? "" : FLAGS + " \\*") + ")] flags permitted");
        answer.line("* " + session.view().known().length + " EXISTS").line("* 0 RECENT");
        answer.line("* OK [UIDVALIDITY " + folder.uidValidity() + "] UIDs valid");
        answer.line("* OK [UIDNEXT " + next + "] predicted next UID");
        return (readOnly ? "OK [READ-ONLY] " : "OK [READ-WRITE] ") + command.name() + " done";
    }

    private static String unselect(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        session.view();
        session.unselect();
        return "OK UNSELECT done";
    }

    /** RFC 3501 §6.4.2: removes what is marked as deleted without a word, then unselects. */
    private static String close(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelView view = session.view();
        session.unselect();
        if (!view.readOnly()) {
            List<ModelMail> deleted = Arrays.stream(view.folder().mails())
                    .filter(mail -> mail.has("\\Deleted"))
                    .toList();
            view.folder().remove(deleted, session);
        }
        return "OK CLOSE done";
    }
}
