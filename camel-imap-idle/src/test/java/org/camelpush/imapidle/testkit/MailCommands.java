package org.camelpush.imapidle.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The commands of a model session that are about mails, by sequence number or by UID. */
final class MailCommands {

    static final Map<String, ModelHandler> HANDLERS = Map.ofEntries(
            Map.entry("SEARCH", MailCommands::search),
            Map.entry("UID SEARCH", MailCommands::search),
            Map.entry("FETCH", MailCommands::fetch),
            Map.entry("UID FETCH", MailCommands::fetch),
            Map.entry("STORE", MailCommands::store),
            Map.entry("UID STORE", MailCommands::store),
            Map.entry("COPY", MailCommands::copy),
            Map.entry("UID COPY", MailCommands::copy),
            Map.entry("MOVE", MailCommands::move),
            Map.entry("UID MOVE", MailCommands::move),
            Map.entry("EXPUNGE", MailCommands::expunge),
            Map.entry("UID EXPUNGE", MailCommands::expunge));

    private MailCommands() {}

    private static boolean byUid(ScriptedCommand command) {
        return command.name().startsWith("UID ");
    }

    /** The mails the first argument names that still exist. */
    private static List<ModelMail> named(ModelSession session, ScriptedCommand command) {
        ModelView view = session.view();
        return view.find(command.arguments().get(0), byUid(command)).stream()
                .filter(view.folder()::holds)
                .toList();
    }

    private static String search(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelView view = session.view();
        List<String> arguments = command.arguments();
        if (arguments.get(0).equalsIgnoreCase("RETURN")) {
            return searchForASet(view, command, answer);
        }
        Predicate<ModelMail> criteria = SearchCriteria.parse(view, arguments);
        answer.text("* SEARCH");
        Arrays.stream(view.known())
                .filter(criteria)
                .forEach(mail -> answer.text(" " + (byUid(command) ? mail.uid() : view.sequence(mail))));
        answer.text("\r\n");
        return "OK SEARCH done";
    }

    /** RFC 4731: RETURN (ALL). */
    private static String searchForASet(ModelView view, ScriptedCommand command, ModelAnswer answer) {
        List<String> arguments = command.arguments();
        Predicate<ModelMail> criteria = SearchCriteria.parse(view, arguments.subList(2, arguments.size()));
        List<ModelMail> found = Arrays.stream(view.known()).filter(criteria).toList();
        answer.line("* ESEARCH (TAG \"" + command.tag() + "\") UID"
                + (found.isEmpty() ? "" : " ALL " + SequenceSet.of(found)));
        return "OK SEARCH done";
    }

    private static String fetch(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelView view = session.view();
        FetchResponse response = new FetchResponse(command);
        for (ModelMail mail : named(session, command)) {
            if (response.setsSeen() && !view.readOnly() && mail.store("+FLAGS", List.of("\\Seen"))) {
                view.folder().flagsChanged(mail, session);
            }
            response.write(answer, view.sequence(mail), mail);
        }
        return "OK FETCH done";
    }

    private static String store(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelView view = session.view();
        if (view.readOnly()) {
            return "NO [READ-ONLY] the folder is read-only";
        }
        List<String> arguments = command.arguments();
        String operation = arguments.get(1).toUpperCase(Locale.ROOT);
        List<String> flags = ImapArguments.members(arguments.get(2));
        for (ModelMail mail : named(session, command)) {
            if (mail.store(operation, flags)) {
                view.folder().flagsChanged(mail, session);
            }
            if (!operation.endsWith(".SILENT")) {
                String uid = byUid(command) ? "UID " + mail.uid() + " " : "";
                answer.line("* " + view.sequence(mail) + " FETCH (" + uid + "FLAGS " + mail.flagList() + ")");
            }
        }
        return "OK STORE done";
    }

    private static String copy(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelFolder target = session.mailbox().find(command.arguments().get(1));
        if (target == null) {
            return "NO [TRYCREATE] no such folder";
        }
        return "OK " + copied(named(session, command), target) + "COPY done";
    }

    /** Copies and returns the response code of RFC 4315 §3; nothing when nothing was there to copy. */
    private static String copied(List<ModelMail> mails, ModelFolder target) {
        List<ModelMail> copies = new ArrayList<>();
        for (ModelMail mail : mails) {
            copies.add(target.append(mail.content(), mail.flags(), mail.received()));
        }
        return mails.isEmpty()
                ? ""
                : "[COPYUID " + target.uidValidity() + " " + SequenceSet.of(mails) + " " + SequenceSet.of(copies)
                        + "] ";
    }

    private static String move(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelView view = session.view();
        ModelFolder target = session.mailbox().find(command.arguments().get(1));
        if (target == null) {
            return "NO [TRYCREATE] no such folder";
        }
        if (view.readOnly()) {
            return "NO [READ-ONLY] the folder is read-only";
        }
        List<ModelMail> mails = named(session, command);
        String code = copied(mails, target);
        if (!code.isEmpty()) {
            // RFC 6851 §4.3: the COPYUID of a MOVE comes before the EXPUNGEs
            answer.line("* OK " + code + "moved");
        }
        view.folder().remove(mails, session);
        return "OK MOVE done";
    }

    private static String expunge(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        ModelView view = session.view();
        if (view.readOnly()) {
            return "NO [READ-ONLY] the folder is read-only";
        }
        List<ModelMail> mails = byUid(command)
                ? named(session, command)
                : Arrays.asList(view.folder().mails());
        view.folder()
                .remove(mails.stream().filter(mail -> mail.has("\\Deleted")).toList(), session);
        return "OK EXPUNGE done";
    }
}
