package org.camelpush.imapidle.protocol;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.mail.Address;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.FromTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.MessageIDTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.RecipientStringTerm;
import jakarta.mail.search.RecipientTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SentDateTerm;
import jakarta.mail.search.SizeTerm;
import jakarta.mail.search.SubjectTerm;

/**
 * Says a {@link SearchTerm} in IMAP's words. Every term becomes exactly one search key, in parentheses where it takes
 * several, so that it can stand in any other. Why not Angus' SearchSequence:
 * docs/adr/0010-what-comes-down-is-asked-for-by-item.md.
 */
public final class SearchKeys {

    /** Octets of a key; RFC 7162 §4 has servers take lines of 8192. */
    public static final int MAX_LENGTH = 4_096;

    private static final int MAX_DEPTH = 100;

    /** IMAP compares days; the day is that of this machine, as with camel-mail. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);

    private static final Map<Flags.Flag, String> FLAGS = Map.of(
            Flags.Flag.ANSWERED, "ANSWERED",
            Flags.Flag.DELETED, "DELETED",
            Flags.Flag.DRAFT, "DRAFT",
            Flags.Flag.FLAGGED, "FLAGGED",
            Flags.Flag.SEEN, "SEEN");

    private final SearchKey.Writer writer = new SearchKey.Writer();
    private int depth;

    private SearchKeys() {}

    /**
     * Translates a term.
     *
     * @throws IllegalArgumentException saying what in the term IMAP cannot express
     */
    public static SearchKey of(SearchTerm term) {
        SearchKeys keys = new SearchKeys();
        keys.writeAll(term);
        SearchKey key = keys.writer.key();
        if (key.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a term of more than " + MAX_LENGTH + " octets");
        }
        return key;
    }

    /** Keys side by side all have to hold: what is in an AndTerm of an AndTerm needs no parentheses. */
    private void writeAll(SearchTerm term) {
        if (term instanceof AndTerm and) {
            deeper();
            if (and.getTerms().length == 0) {
                writer.words("ALL");
            }
            for (SearchTerm one : and.getTerms()) {
                writeAll(one);
            }
            depth--;
        } else {
            write(term);
        }
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a term nested more than " + MAX_DEPTH + " deep");
        }
    }

    private void write(SearchTerm term) {
        deeper();
        if (!isCombined(term) && !isText(term) && !isCompared(term)) {
            throw new IllegalArgumentException("a "
                    + (term == null
                            ? "missing term"
                            : term.getClass().getName() + ", which no search key of IMAP expresses"));
        }
        depth--;
    }

    private boolean isCombined(SearchTerm term) {
        if (term instanceof AndTerm) {
            writer.open();
            writeAll(term);
            writer.close();
        } else if (term instanceof OrTerm or) {
            any(List.of(or.getTerms()));
        } else if (term instanceof NotTerm not) {
            writer.words("NOT");
            write(not.getTerm());
        } else {
            return false;
        }
        return true;
    }

    private boolean isText(SearchTerm term) {
        if (term instanceof SubjectTerm subject) {
            text("SUBJECT", subject.getPattern());
        } else if (term instanceof BodyTerm body) {
            text("BODY", body.getPattern());
        } else if (term instanceof FromStringTerm from) {
            text("FROM", from.getPattern());
        } else if (term instanceof FromTerm from) {
            text("FROM", plain(from.getAddress()));
        } else if (term instanceof RecipientStringTerm recipient) {
            text(recipientKey(recipient.getRecipientType()), recipient.getPattern());
        } else if (term instanceof RecipientTerm recipient) {
            text(recipientKey(recipient.getRecipientType()), plain(recipient.getAddress()));
        } else if (term instanceof MessageIDTerm id) {
            text("HEADER \"Message-ID\"", id.getPattern());
        } else if (term instanceof HeaderTerm header) {
            text("HEADER \"" + headerName(header.getHeaderName()) + '"', header.getPattern());
        } else {
            return false;
        }
        return true;
    }

    private boolean isCompared(SearchTerm term) {
        if (term instanceof FlagTerm flags) {
            flags(flags.getFlags(), flags.getTestSet());
        } else if (term instanceof SizeTerm size) {
            size(size.getComparison(), size.getNumber());
        } else if (term instanceof ReceivedDateTerm received) {
            day("", received.getComparison(), received.getDate());
        } else if (term instanceof SentDateTerm sent) {
            day("SENT", sent.getComparison(), sent.getDate());
        } else {
            return false;
        }
        return true;
    }

    /** OR takes two keys, no less and no more. */
    private void any(List<SearchTerm> terms) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("an OrTerm of nothing");
        }
        for (int i = 0; i < terms.size(); i++) {
            if (i < terms.size() - 1) {
                writer.words("OR");
            }
            write(terms.get(i));
        }
    }

    private void text(String key, String value) {
        writer.words(key).string(value);
    }

    private static String recipientKey(Message.RecipientType type) {
        String key = type.toString().toUpperCase(Locale.ROOT);
        if (!List.of("TO", "CC", "BCC").contains(key)) {
            throw new IllegalArgumentException("a recipient of type " + type);
        }
        return key;
    }

    /** The address alone: what is called a person's name is no part of it. */
    private static String plain(Address address) {
        return address instanceof InternetAddress internet ? internet.getAddress() : address.toString();
    }

    private static String headerName(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 127 || ":\"\\".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("a header whose name is none");
        }
        return name;
    }

    private void flags(Flags flags, boolean set) {
        List<String> keys = new ArrayList<>();
        for (Flags.Flag flag : flags.getSystemFlags()) {
            if (!FLAGS.containsKey(flag)) {
                throw new IllegalArgumentException("a flag such as \\Recent, which says nothing of a mail");
            }
            keys.add((set ? "" : "UN") + FLAGS.get(flag));
        }
        for (String keyword : flags.getUserFlags()) {
            keys.add((set ? "KEYWORD " : "UNKEYWORD ") + keyword(keyword));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a FlagTerm without a flag");
        }
        oneKey(keys.size() > 1, String.join(" ", keys));
    }

    /** RFC 9051 §9: an atom. */
    private static String keyword(String keyword) {
        if (keyword.isEmpty() || keyword.chars().anyMatch(c -> c <= ' ' || c >= 127 || "(){%*\"\\]".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("a keyword that is no atom of IMAP");
        }
        return keyword;
    }

    private void size(int comparison, int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a size of less than nothing");
        }
        switch (comparison) {
            case ComparisonTerm.GT -> writer.words("LARGER " + size);
            case ComparisonTerm.LT -> writer.words("SMALLER " + size);
            case ComparisonTerm.GE -> writer.words("NOT SMALLER " + size);
            case ComparisonTerm.LE -> writer.words("NOT LARGER " + size);
            case ComparisonTerm.EQ -> oneKey(true, "NOT SMALLER " + size + " NOT LARGER " + size);
            case ComparisonTerm.NE -> writer.words("OR SMALLER " + size + " LARGER " + size);
            default -> throw new IllegalArgumentException("a comparison that is none");
        }
    }

    /** RFC 9051 has {@code <}, {@code =} and {@code >=}. */
    private void day(String prefix, int comparison, Date date) {
        String day = ' ' + DATE.format(LocalDate.ofInstant(date.toInstant(), ZoneId.systemDefault()));
        String before = prefix + "BEFORE" + day;
        String on = prefix + "ON" + day;
        String since = prefix + "SINCE" + day;
        switch (comparison) {
            case ComparisonTerm.LT -> writer.words(before);
            case ComparisonTerm.LE -> writer.words("OR " + before + ' ' + on);
            case ComparisonTerm.EQ -> writer.words(on);
            case ComparisonTerm.NE -> writer.words("NOT " + on);
            case ComparisonTerm.GE -> writer.words(since);
            case ComparisonTerm.GT -> oneKey(true, since + " NOT " + on);
            default -> throw new IllegalArgumentException("a comparison that is none");
        }
    }

    private void oneKey(boolean several, String keys) {
        writer.words(several ? '(' + keys + ')' : keys);
    }
}
