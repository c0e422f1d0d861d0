package org.camelpush.mobility.policy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

import org.camelpush.mobility.bearer.Bearer;

/**
 * What a {@link RulePolicy} goes by, read.
 *
 * @param avoid bearers used only when there is no other
 * @param prohibit bearers that are never used
 * @param enterSignal percent that a bearer must have before it is taken; 0 for any
 * @param leaveSignal percent under which the present bearer is left for another; 0 for never
 * @param holdDown how long a bearer must have been up before it is taken, while the present one lives
 * @param dwell how long a session stays on a bearer at least, while it lives
 * @param maxPenalty for flapping, above which a bearer is not taken while the present one lives
 * @param windows times of the day at which metered bearers may be used; empty for always
 */
record RuleOptions(
        List<BearerMatch> avoid,
        List<BearerMatch> prohibit,
        int enterSignal,
        int leaveSignal,
        Duration holdDown,
        Duration dwell,
        double maxPenalty,
        List<Window> windows) {

    /**
     * A part of each day.
     *
     * @param from its first moment
     * @param to the first moment after it; earlier than {@code from} where midnight lies between
     */
    record Window(LocalTime from, LocalTime to) {

        static Window of(String text) {
            String[] ends = text.split("-");
            if (ends.length != 2) {
                throw new IllegalArgumentException(
                        "The window \"" + text + "\" must be two times, such as 07:00-19:00");
            }
            return new Window(LocalTime.parse(ends[0].trim()), LocalTime.parse(ends[1].trim()));
        }

        boolean holds(LocalTime time) {
            boolean afterFrom = !time.isBefore(from);
            boolean beforeTo = time.isBefore(to);
            return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
        }
    }

    static List<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static List<BearerMatch> matches(String list) {
        return words(list).stream().map(BearerMatch::of).toList();
    }

    static boolean any(List<BearerMatch> matches, Bearer bearer) {
        return matches.stream().anyMatch(match -> match.matches(bearer));
    }

    boolean isOpen(LocalTime time) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.holds(time));
    }
}
