package org.camelpush.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as a Markdown table, and remarks below it. */
final class Table {

    private final List<Row> rows = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * One comparison.
     *
     * @param ratio ours by the peer's, NaN where there is nothing to compare
     * @param target in words, empty where none was set
     */
    record Row(String what, String who, String peer, String ours, String theirs, double ratio, String target) {

        /** Both sides' medians and ranges; the ratio is that of the medians. */
        Row figures(Rounds our, Rounds their, String format) {
            return new Row(
                    what, who, peer, our.words(format), their.words(format), our.median() / their.median(), target);
        }

        Row figures(String our, String their) {
            return new Row(what, who, peer, our, their, ratio, target);
        }

        Row withRatio(double value) {
            return new Row(what, who, peer, ours, theirs, value, target);
        }

        Row atMost(double limit) {
            return withTarget("≤ " + number(limit), ratio <= limit);
        }

        Row atLeast(double limit) {
            return withTarget("≥ " + number(limit), ratio >= limit);
        }

        Row withTarget(String words, boolean met) {
            return new Row(what, who, peer, ours, theirs, ratio, words + (met ? ": yes" : ": NO"));
        }
    }

    static Row row(String what, String who, String peer) {
        return new Row(what, who, peer, "", "", Double.NaN, "");
    }

    void add(Row row) {
        rows.add(row);
    }

    void remark(String text) {
        remarks.add(text);
    }

    void print(PrintStream out) {
        out.println();
        out.println("| what | who | figure | peer | figure | ratio | target met |");
        out.println("|---|---|---|---|---|---|---|");
        for (Row row : rows) {
            String ratio = Double.isNaN(row.ratio()) ? "" : number(row.ratio());
            out.println("| "
                    + String.join(
                            " | ", row.what(), row.who(), row.ours(), row.peer(), row.theirs(), ratio, row.target())
                    + " |");
        }
        remarks.forEach(remark -> out.println("\n" + remark));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
