package org.camelpush.imapidle;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.Message;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.SearchTerm;

import org.apache.camel.component.mail.MailConverters;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.apache.camel.util.TimeUtils;

/**
 * camel-mail's simple search term, by the names and texts of its parts. camel-mail makes of {@code now-24h} a term that
 * only a client can check; this one is worked out anew each time it is asked for, so that the server can. Immutable; terms
 * of the same parts are equal, whatever the time.
 */
final class SimpleTerm extends SearchTerm {

    private static final long serialVersionUID = 1L;

    private static final Pattern NOW = Pattern.compile("now\\s*(?:([+-])\\s*(\\S.*))?");

    /** What camel-mail reads dates with. */
    private static final String DATE = "yyyy-MM-dd HH:mm:SS";

    private static final Map<String, BiConsumer<SimpleSearchTerm, String>> PARTS = Collections.unmodifiableMap(parts());

    /** By names in lower case. */
    private final transient SortedMap<String, String> texts;

    private final transient InstantSource clock;

    private SimpleTerm(SortedMap<String, String> texts, InstantSource clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** By names in any case, for the columns of a table come in any. */
    private static SortedMap<String, BiConsumer<SimpleSearchTerm, String>> parts() {
        SortedMap<String, BiConsumer<SimpleSearchTerm, String>> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parts.put("unseen", (term, text) -> term.setUnseen(bool(text)));
        parts.put("subjectOrBody", SimpleSearchTerm::setSubjectOrBody);
        parts.put("subject", SimpleSearchTerm::setSubject);
        parts.put("body", SimpleSearchTerm::setBody);
        parts.put("from", SimpleSearchTerm::setFrom);
        parts.put("to", SimpleSearchTerm::setTo);
        parts.put("fromSentDate", SimpleSearchTerm::setFromSentDate);
        parts.put("toSentDate", SimpleSearchTerm::setToSentDate);
        parts.put("fromReceivedDate", SimpleSearchTerm::setFromReceivedDate);
        parts.put("toReceivedDate", SimpleSearchTerm::setToReceivedDate);
        return parts;
    }

    private static boolean bool(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("an unseen that is neither true nor false");
        }
        return Boolean.parseBoolean(text);
    }

    static SimpleTerm of(SimpleSearchTerm options, InstantSource clock) {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put("unseen", String.valueOf(options.isUnseen()));
        texts.put("subjectorbody", options.getSubjectOrBody());
        texts.put("subject", options.getSubject());
        texts.put("body", options.getBody());
        texts.put("from", options.getFrom());
        texts.put("to", options.getTo());
        texts.put("fromsentdate", options.getFromSentDate());
        texts.put("tosentdate", options.getToSentDate());
        texts.put("fromreceiveddate", options.getFromReceivedDate());
        texts.put("toreceiveddate", options.getToReceivedDate());
        texts.values().removeIf(Objects::isNull);
        return new SimpleTerm(texts, clock);
    }

    /**
     * A term with one part more. Whether there is such a part, and whether its text is one, shows when the term is used.
     *
     * @param term what there is, replaced where it is no simple one; or null
     */
    static SimpleTerm with(SearchTerm term, String part, String text) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (term instanceof SimpleTerm simple) {
            texts.putAll(simple.texts);
        }
        texts.put(part.toLowerCase(Locale.ROOT), text);
        return new SimpleTerm(texts, InstantSource.system());
    }

    /**
     * What a term means now.
     *
     * @throws IllegalArgumentException when a part is none, or its text cannot be read
     */
    static SearchTerm present(SearchTerm term) {
        return term instanceof SimpleTerm simple ? simple.present() : term;
    }

    private SearchTerm present() {
        SimpleSearchTerm present = new SimpleSearchTerm();
        texts.forEach((part, text) -> {
            BiConsumer<SimpleSearchTerm, String> setter = PARTS.get(part);
            if (setter == null) {
                throw new IllegalArgumentException(
                        "a part " + part + "; there are " + String.join(", ", PARTS.keySet()));
            }
            setter.accept(present, part.endsWith("date") ? dated(text) : text);
        });
        try {
            SearchTerm term = MailConverters.toSearchTerm(present);
            return term == null ? new AndTerm(new SearchTerm[0]) : term;
        } catch (ParseException noDate) {
            throw new IllegalArgumentException("a date that is not written " + DATE + ", nor now-24h", noDate);
        }
    }

    private String dated(String text) {
        Matcher now = NOW.matcher(text.strip());
        if (!now.matches()) {
            return text;
        }
        long offset = now.group(2) == null ? 0 : TimeUtils.toMilliSeconds(now.group(2));
        long time = clock.millis() + ("-".equals(now.group(1)) ? -offset : offset);
        return new SimpleDateFormat(DATE).format(new Date(time));
    }

    @Override
    public boolean match(Message message) {
        return present().match(message);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimpleTerm term && texts.equals(term.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }
}
