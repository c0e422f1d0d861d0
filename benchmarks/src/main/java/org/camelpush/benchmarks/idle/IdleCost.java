package org.camelpush.benchmarks.idle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a probe printed of one mailbox.
 *
 * @param heap octets after garbage collection
 * @param direct octets outside the heap, as far as the probe knows of them
 * @param before threads of all mailboxes that there were before
 * @param after threads of all mailboxes
 * @param classes the histogram
 */
record IdleCost(double heap, double direct, int before, int after, List<String> classes) {

    static final String HEAP = "heap";
    static final String DIRECT = "direct";
    static final String THREADS = "threads";
    static final String CLASS = "class";

    private static final double KB = 1_024.0;

    static IdleCost parse(List<String> lines) throws IOException {
        if (lines.stream().noneMatch(line -> line.startsWith(THREADS + " "))) {
            throw new IOException("The measured process failed: " + lines);
        }
        double heap = 0;
        double direct = 0;
        int before = 0;
        int after = 0;
        List<String> classes = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case HEAP -> heap = Double.parseDouble(words[1]);
                case DIRECT -> direct = Double.parseDouble(words[1]);
                case THREADS -> {
                    before = Integer.parseInt(words[1]);
                    after = Integer.parseInt(words[2]);
                }
                case CLASS -> classes.add(String.format(Locale.ROOT, "%8s %7s  %s", words[1], words[2], words[3]));
                default -> {
                    // something else that was printed
                }
            }
        }
        return new IdleCost(heap, direct, before, after, classes);
    }

    String kilobytes() {
        return String.format(Locale.ROOT, "%.1f", heap / KB);
    }

    String directKilobytes() {
        return String.format(Locale.ROOT, "%.1f", direct / KB);
    }

    boolean atMostKilobytes(double limit) {
        return heap <= limit * KB;
    }

    String threads() {
        return before + ", " + after;
    }

    String histogram(String title) {
        return "Heap of one mailbox, " + title + ":\n\n```\n   bytes objects  class\n" + String.join("\n", classes)
                + "\n```";
    }
}
