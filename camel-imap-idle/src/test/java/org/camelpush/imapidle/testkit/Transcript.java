package org.camelpush.imapidle.testkit;

import java.util.ArrayList;
import java.util.List;

/** What was said, both ways, over all connections of one server, in the order it happened. */
final class Transcript {

    private static final int LONGEST = 2_000;

    private record Entry(int connection, String line) {}

    private final List<Entry> entries = new ArrayList<>();
    private final boolean recording;

    Transcript(boolean recording) {
        this.recording = recording;
    }

    boolean recording() {
        return recording;
    }

    void client(int connection, String text) {
        add(connection, "C: ", text);
    }

    void server(int connection, String text) {
        add(connection, "S: ", text);
    }

    private synchronized void add(int connection, String who, String text) {
        if (recording) {
            text.lines().forEach(line -> entries.add(new Entry(connection, who + shortened(line))));
        }
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "… (" + line.length() + " characters)";
    }

    synchronized List<String> lines() {
        return entries.stream().map(Entry::line).toList();
    }

    synchronized List<String> lines(int connection) {
        return entries.stream()
                .filter(entry -> entry.connection() == connection)
                .map(Entry::line)
                .toList();
    }
}
