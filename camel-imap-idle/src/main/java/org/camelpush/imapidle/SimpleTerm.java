package org.camelpush.imapidle;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.InstantSource;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.Message;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.SearchTerm;

import org.apache.camel.component.mail.MailConverters;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.apache.camel.util.TimeUtils;

/**
 * camel-mail's simple search term. camel-mail makes of {@code now-24h} a term that only a client can check; this one is
 * worked out anew each time it is asked for, so that the server can.
 */
final class SimpleTerm extends SearchTerm {

    private static final long serialVersionUID = 1L;

    private static final Pattern NOW = Pattern.compile("now\\s*(?:([+-])\\s*(\\S.*))?");

    /** What camel-mail reads dates with. */
    private static final String DATE = "yyyy-MM-dd HH:mm:SS";

    private final transient SimpleSearchTerm options;
    private final transient InstantSource clock;

    SimpleTerm(SimpleSearchTerm options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * What a term means now.
     *
     * @throws IllegalArgumentException when a date cannot be read
     */
    static SearchTerm present(SearchTerm term) {
        return term instanceof SimpleTerm simple ? simple.present() : term;
    }

    private SearchTerm present() {
        SimpleSearchTerm present = new SimpleSearchTerm();
        present.setUnseen(options.isUnseen());
        present.setSubjectOrBody(options.getSubjectOrBody());
        present.setSubject(options.getSubject());
        present.setBody(options.getBody());
        present.setFrom(options.getFrom());
        present.setTo(options.getTo());
        present.setFromSentDate(dated(options.getFromSentDate()));
        present.setToSentDate(dated(options.getToSentDate()));
        present.setFromReceivedDate(dated(options.getFromReceivedDate()));
        present.setToReceivedDate(dated(options.getToReceivedDate()));
        try {
            SearchTerm term = MailConverters.toSearchTerm(present);
            return term == null ? new AndTerm(new SearchTerm[0]) : term;
        } catch (ParseException noDate) {
            throw new IllegalArgumentException("a date that is not written " + DATE + ", nor now-24h", noDate);
        }
    }

    private String dated(String text) {
        Matcher now = text == null ? null : NOW.matcher(text.strip());
        if (now == null || !now.matches()) {
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
}
