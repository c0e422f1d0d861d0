package org.camelpush.examples.pushmail;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What people see: sentences, and one aligned line for each push. */
final class Screen {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final String LINE = "  %-12s  %-6s  %-20s  %-30s  %8s  %11s%n";
    private static final int WIDTH = 99;
    private static final int FROM = 20;
    private static final int SUBJECT = 30;
    private static final double KILO = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    /** Sentences, broken into lines where there is room for no more. */
    synchronized void say(String sentences) {
        StringBuilder line = new StringBuilder();
        for (String word : sentences.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
                out.println(line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(line);
        out.flush();
    }

    /** Sentences with an empty line before them. */
    synchronized void act(String sentences) {
        out.println();
        say(sentences);
    }

    synchronized void columns(String delay) {
        out.printf(LINE, "time", "", "from", "subject", "size", delay);
        out.flush();
    }

    synchronized void pushed(String from, String subject, long size, Duration delay) {
        out.printf(
                Locale.ROOT,
                LINE,
                LocalTime.now().format(TIME),
                "pushed",
                fitted(from, FROM),
                fitted(subject, SUBJECT),
                size(size),
                millis(delay));
        out.flush();
    }

    synchronized void failed(String why) {
        out.printf("  %-12s  %-6s  %s%n", LocalTime.now().format(TIME), "failed", why);
        out.flush();
    }

    static String millis(Duration delay) {
        return String.format(Locale.ROOT, "%.1f ms", delay.toNanos() / NANOS_PER_MILLI);
    }

    static String size(long octets) {
        if (octets < KILO) {
            return octets + " B";
        }
        double kilo = octets / KILO;
        return kilo < KILO
                ? String.format(Locale.ROOT, "%.1f kB", kilo)
                : String.format(Locale.ROOT, "%.1f MB", kilo / KILO);
    }

    /** What a stranger wrote: cut to the column, and nothing in it that a terminal obeys. */
    private static String fitted(String text, int width) {
        String plain = text == null ? "" : text.replaceAll("\\p{C}+", " ").strip();
        return plain.length() <= width ? plain : plain.substring(0, width - 1) + "…";
    }
}
