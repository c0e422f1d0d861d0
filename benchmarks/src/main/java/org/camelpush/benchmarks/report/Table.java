package org.camelpush.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as a Markdown table, and remarks below it. */
public final class Table {

    private final List<Row> rows = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * One comparison.
     *
     * @param ratio ours by the peer's, NaN where there is nothing to compare
     * @param target in words, empty where none was set
     */
    public record Row(String what, String who, String peer, String ours, String theirs, double ratio, String target) {

        /** Both sides' medians and ranges; the ratio is that of the medians. */
        public Row figures(Rounds our, Rounds their, String format) {
            return new Row(
                    what, who, peer, our.words(format), their.words(format), our.median() / their.median(), target);
        }

        public Row figures(String our, String their) {
            return new Row(what, who, peer, our, their, ratio, target);
        }

        public Row withRatio(double value) {
            return new Row(what, who, peer, ours, theirs, value, target);
        }

        public Row atMost(double limit) {
            return withTarget("≤ " + number(limit), ratio <= limit);
        }

        public Row atLeast(double limit) {
            return withTarget("≥ " + number(limit), ratio >= limit);
        }

        private String line() {
            String shown = Double.isNaN(ratio) ? "" : number(ratio);
            return "| " + String.join(" | ", what, who, ours, peer, theirs, shown, target) + " |";
        }

        public Row withTarget(String words, boolean met) {
            return new Row(what, who, peer, ours, theirs, ratio, words + (met ? ": yes" : ": NO"));
        }
    }

    public static Row row(String what, String who, String peer) {
        return new Row(what, who, peer, "", "", Double.NaN, "");
    }

    /** Adds a row, and shows it on the error stream: all of them take their time. */
    public void add(Row row) {
        rows.add(row);
        System.err.println(row.line());
    }

    public void remark(String text) {
        remarks.add(text);
    }

    public void print(PrintStream out) {
        out.println();
        out.println("| what | who | figure | peer | figure | ratio | target met |");
        out.println("|---|---|---|---|---|---|---|");
        rows.forEach(row -> out.println(row.line()));
        remarks.forEach(remark -> out.println("\n" + remark));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
