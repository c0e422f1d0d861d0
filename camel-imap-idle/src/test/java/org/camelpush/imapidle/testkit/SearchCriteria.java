package org.camelpush.imapidle.testkit;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What SEARCH looks for (RFC 3501 §6.4.4): the keys a mail consumer sends, not all there are. */
final class SearchCriteria {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.US);

    private final ModelView view;
    private final Deque<String> keys;

    private SearchCriteria(ModelView view, List<String> keys) {
        this.view = view;
        this.keys = new ArrayDeque<>(keys);
    }

    static Predicate<ModelMail> parse(ModelView view, List<String> keys) {
        return new SearchCriteria(view, keys).all();
    }

    private Predicate<ModelMail> all() {
        Predicate<ModelMail> all = mail -> true;
        while (!keys.isEmpty()) {
            all = all.and(key());
        }
        return all;
    }

    private Predicate<ModelMail> key() {
        String key = keys.remove();
        if (key.startsWith("(")) {
            return parse(view, ImapArguments.members(key));
        }
        if (SequenceSet.looksLike(key)) {
            return Set.copyOf(view.find(key, false))::contains;
        }
        String upper = key.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "ALL", "OLD" -> mail -> true;
            case "RECENT", "NEW" -> mail -> false;
            case "CHARSET" -> skip();
            case "NOT" -> key().negate();
            case "OR" -> key().or(key());
            case "UID" -> Set.copyOf(view.find(keys.remove(), true))::contains;
            case "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN" -> flag("\\" + upper);
            case "UNANSWERED", "UNDELETED", "UNDRAFT", "UNFLAGGED", "UNSEEN" ->
                flag("\\" + upper.substring(2)).negate();
            case "KEYWORD" -> flag(keys.remove());
            case "UNKEYWORD" -> flag(keys.remove()).negate();
            default -> content(upper);
        };
    }

    private Predicate<ModelMail> skip() {
        keys.remove();
        return mail -> true;
    }

    private static Predicate<ModelMail> flag(String flag) {
        return mail -> mail.has(flag);
    }

    private Predicate<ModelMail> content(String key) {
        String value = keys.remove();
        return switch (key) {
            case "SUBJECT", "FROM", "TO", "CC", "BCC" -> header(key, value);
            case "HEADER" -> header(value, keys.remove());
            case "TEXT" -> mail -> has(mail.content(), value);
            case "BODY" -> mail -> has(MailSections.find(mail.content(), "TEXT"), value);
            case "LARGER" -> mail -> mail.content().length > Integer.parseInt(value);
            case "SMALLER" -> mail -> mail.content().length < Integer.parseInt(value);
            case "SINCE" -> mail -> !received(mail).isBefore(LocalDate.parse(value, DATE));
            case "BEFORE" -> mail -> received(mail).isBefore(LocalDate.parse(value, DATE));
            default -> throw new IllegalArgumentException("cannot SEARCH " + key);
        };
    }

    private static LocalDate received(ModelMail mail) {
        return mail.received().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Predicate<ModelMail> header(String name, String value) {
        String section = "HEADER.FIELDS (" + name + ")";
        return mail -> {
            String lines = text(MailSections.find(mail.content(), section));
            String values = lines.replaceAll("(?m)^[^:\\s]+:", "");
            // an empty value asks only whether the header is there
            return value.isEmpty() ? !lines.isBlank() : values.contains(value.toLowerCase(Locale.ROOT));
        };
    }

    private static boolean has(byte[] content, String value) {
        return text(content).contains(value.toLowerCase(Locale.ROOT));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
