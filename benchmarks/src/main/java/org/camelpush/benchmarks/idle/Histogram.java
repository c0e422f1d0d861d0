package org.camelpush.benchmarks.idle;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.management.JMException;
import javax.management.ObjectName;

/** What is on this JVM's heap, by class: as {@code jcmd GC.class_histogram} tells it. */
record Histogram(Map<String, Count> classes) {

    /** Classes with fewer instances are left out, so that what is kept here is little itself. */
    private static final int FEWEST = 100;

    /** Instances of one class and their octets. */
    record Count(long instances, long octets) {}

    /** What one mailbox has of a class. */
    record Growth(String name, double instances, double octets) {}

    /** Collects garbage first. */
    static Histogram now() throws JMException {
        String text = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, Count> classes = new LinkedHashMap<>();
        // "   1:         12345        1234567  java.lang.String (java.base@17)"
        text.lines().map(String::trim).filter(line -> line.matches("\\d+: .*")).forEach(line -> {
            String[] words = line.split(" +");
            classes.merge(
                    words[3],
                    new Count(Long.parseLong(words[1]), Long.parseLong(words[2])),
                    (one, other) -> new Count(one.instances + other.instances, one.octets + other.octets));
        });
        classes.values().removeIf(count -> count.instances < FEWEST);
        return new Histogram(classes);
    }

    /** What there is more of than before, by mailbox, the largest first. */
    List<Growth> since(Histogram before, double mailboxes) {
        return classes.entrySet().stream()
                .map(entry -> {
                    Count then = before.classes.getOrDefault(entry.getKey(), new Count(0, 0));
                    Count now = entry.getValue();
                    return new Growth(
                            entry.getKey(),
                            (now.instances - then.instances) / mailboxes,
                            (now.octets - then.octets) / mailboxes);
                })
                .sorted((one, other) -> Double.compare(other.octets, one.octets))
                .toList();
    }
}
