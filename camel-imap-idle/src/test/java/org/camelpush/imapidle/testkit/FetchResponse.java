package org.camelpush.imapidle.testkit;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The untagged FETCH responses to one command: what it asks for, in the order it asks (RFC 3501 §7.4.2). */
final class FetchResponse {

    private static final DateTimeFormatter INTERNAL_DATE =
            DateTimeFormatter.ofPattern("ppd-MMM-yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final Pattern BODY =
            Pattern.compile("BODY(\\.PEEK)?\\[(.*)](?:<(\\d+)\\.(\\d+)>)?", Pattern.CASE_INSENSITIVE);

    private final List<String> items = new ArrayList<>();

    /** @param command FETCH or UID FETCH; the latter always answers with the UID */
    FetchResponse(ScriptedCommand command) {
        for (String item : ImapArguments.members(command.arguments().get(1))) {
            items.addAll(expanded(item));
        }
        if (command.name().equals("UID FETCH") && !items.contains("UID")) {
            items.add(0, "UID");
        }
        if (setsSeen() && !items.contains("FLAGS")) {
            items.add("FLAGS");
        }
    }

    static byte[] of(ScriptedCommand command, int sequence, ModelMail mail) {
        ModelAnswer answer = new ModelAnswer();
        new FetchResponse(command).write(answer, sequence, mail);
        return answer.toBytes();
    }

    private static List<String> expanded(String item) {
        String upper = item.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "FAST" -> List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE");
            case "ALL" -> List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE");
            case "FULL" -> List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY");
            default -> List.of(BODY.matcher(item).matches() ? item : upper);
        };
    }

    /** Whether what is asked for marks the mail as read: a body without PEEK. */
    boolean setsSeen() {
        return items.stream().anyMatch(item -> {
            Matcher body = BODY.matcher(item);
            return body.matches() ? body.group(1) == null : item.equals("RFC822") || item.equals("RFC822.TEXT");
        });
    }

    void write(ModelAnswer answer, int sequence, ModelMail mail) {
        answer.text("* " + sequence + " FETCH (");
        String gap = "";
        for (String item : items) {
            answer.text(gap);
            gap = " ";
            write(answer, item, mail);
        }
        answer.line(")");
    }

    private static void write(ModelAnswer answer, String item, ModelMail mail) {
        switch (item) {
            case "UID" -> answer.text("UID " + mail.uid());
            case "FLAGS" -> answer.text("FLAGS " + mail.flagList());
            case "INTERNALDATE" -> answer.text("INTERNALDATE \"" + INTERNAL_DATE.format(mail.received()) + "\"");
            case "RFC822.SIZE" -> answer.text("RFC822.SIZE " + mail.content().length);
            case "RFC822" -> answer.text("RFC822 ").literal(mail.content());
            case "RFC822.HEADER" -> answer.text("RFC822.HEADER ").literal(MailSections.find(mail.content(), "HEADER"));
            case "RFC822.TEXT" -> answer.text("RFC822.TEXT ").literal(MailSections.find(mail.content(), "TEXT"));
            case "ENVELOPE" -> answer.text("ENVELOPE " + MailStructure.envelope(mail.content()));
            case "BODYSTRUCTURE" -> answer.text("BODYSTRUCTURE " + MailStructure.body(mail.content(), true));
            case "BODY" -> answer.text("BODY " + MailStructure.body(mail.content(), false));
            default -> writeBody(answer, item, mail);
        }
    }

    private static void writeBody(ModelAnswer answer, String item, ModelMail mail) {
        Matcher body = BODY.matcher(item);
        if (!body.matches()) {
            throw new IllegalArgumentException("cannot FETCH " + item);
        }
        answer.text("BODY[" + body.group(2) + "]");
        byte[] content = MailSections.find(mail.content(), body.group(2));
        if (body.group(3) != null) {
            int from = Math.min(content.length, Integer.parseInt(body.group(3)));
            long to = Math.min(content.length, from + Long.parseLong(body.group(4)));
            answer.text("<" + body.group(3) + ">");
            content = Arrays.copyOfRange(content, from, (int) to);
        }
        answer.text(" ").literal(content);
    }
}
