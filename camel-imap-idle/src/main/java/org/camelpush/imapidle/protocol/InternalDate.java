package org.camelpush.imapidle.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Reads INTERNALDATE, {@code " 7-Feb-1994 22:43:04 -0800"} (RFC 9051 §9, date-time). By hand, for a formatter takes
 * longer over it than over all the rest of a FETCH response.
 */
final class InternalDate {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    /** Where there is a point, there is a digit, a letter or a sign. */
    private static final String FORM = "..-...-.... ..:..:.. .....";

    private static final int LENGTH = FORM.length();

    private final byte[] text;

    private InternalDate(byte[] text) {
        this.text = text;
    }

    /** The moment, or null when the text is no date: a mail is worth more than its date. */
    static Instant parse(byte[] octets) {
        byte[] whole = octets;
        if (octets.length == LENGTH - 1) {
            whole = new byte[LENGTH]; // some leave out the blank or zero before a day of one digit
            whole[0] = ' ';
            System.arraycopy(octets, 0, whole, 1, octets.length);
        }
        if (whole.length != LENGTH) {
            return null;
        }
        try {
            return new InternalDate(whole).instant();
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private Instant instant() {
        for (int i = 0; i < LENGTH; i++) {
            char fixed = FORM.charAt(i);
            if (fixed != '.' && text[i] != fixed) {
                throw new IllegalArgumentException("no date");
            }
        }
        LocalDate date = LocalDate.of(number(7, 4), month(), text[0] == ' ' ? number(1, 1) : number(0, 2));
        LocalTime time = LocalTime.of(number(12, 2), number(15, 2), number(18, 2));
        return date.atTime(time).toInstant(offset());
    }

    private int month() {
        for (int month = 0; month < 12; month++) {
            int at = 3 * month;
            if (isLetter(3, MONTHS.charAt(at))
                    && isLetter(4, MONTHS.charAt(at + 1))
                    && isLetter(5, MONTHS.charAt(at + 2))) {
                return month + 1;
            }
        }
        throw new IllegalArgumentException("no month");
    }

    private boolean isLetter(int at, char small) {
        return (text[at] | ' ') == small;
    }

    private ZoneOffset offset() {
        int sign = text[21] == '-' ? -1 : 1;
        if (text[21] != '-' && text[21] != '+') {
            throw new IllegalArgumentException("no zone");
        }
        return ZoneOffset.ofHoursMinutes(sign * number(22, 2), sign * number(24, 2));
    }

    private int number(int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                throw new IllegalArgumentException("no digit");
            }
            number = 10 * number + text[i] - '0';
        }
        return number;
    }
}
