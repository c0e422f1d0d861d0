package org.camelpush.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One figure of each round; what counts is their median. */
public final class Rounds {

    private final List<Double> figures = new ArrayList<>();

    public void add(double figure) {
        figures.add(figure);
    }

    public boolean isEmpty() {
        return figures.isEmpty();
    }

    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median, and the range of the rounds. */
    public String words(String format) {
        double[] sorted = sorted();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "…" + format + ")",
                median(),
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private double[] sorted() {
        return figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The figure below which this part of all figures lies. */
    public static double percentile(long[] figures, double part) {
        long[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }
}
