package org.camelpush.imapidle.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A sequence set (RFC 3501 §9): {@code 1,3:5,9:*}, over sequence numbers or UIDs. */
final class SequenceSet {

    /** From one number to another, both within. */
    record Range(long from, long to) {}

    private final List<Range> ranges = new ArrayList<>();

    /** @param last what {@code *} stands for; a range may be written backwards, so {@code 9:*} is never empty */
    SequenceSet(String text, long last) {
        for (String part : text.split(",")) {
            String[] ends = part.split(":", 2);
            long one = number(ends[0], last);
            long other = number(ends[ends.length - 1], last);
            ranges.add(new Range(Math.min(one, other), Math.max(one, other)));
        }
    }

    private static long number(String text, long last) {
        return text.equals("*") ? last : Long.parseLong(text);
    }

    static boolean looksLike(String text) {
        return text.matches("[0-9*][0-9*:,]*");
    }

    static String of(Collection<ModelMail> mails) {
        return mails.stream().map(mail -> Long.toString(mail.uid())).collect(Collectors.joining(","));
    }

    List<Range> ranges() {
        return ranges;
    }
}
