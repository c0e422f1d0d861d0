package org.camelpush.benchmarks.endurance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of the mails of one mailbox.
 *
 * @param sent how many were delivered to the server
 * @param lost Message-IDs of those that were never processed
 * @param repeated how many times a mail was processed again
 * @param broken in words, each repetition that is not covered by a crash, and each mail that nobody sent
 */
record Verdict(Watched mailbox, int sent, Set<String> lost, int repeated, List<String> broken) {

    /** True when the promise was kept. */
    boolean holds() {
        return lost.isEmpty() && broken.isEmpty();
    }

    /**
     * Counts. A mail may be processed again only when the run that processed it last was killed soon after; how soon,
     * and how many such mails there may be, says the mailbox.
     *
     * @param all what all runs processed, in order, of any mailbox
     * @param killed the runs that were killed
     */
    static Verdict of(Watched mailbox, Set<String> sent, List<Processed> all, Set<Integer> killed) {
        List<Processed> ours =
                all.stream().filter(mail -> mail.mailbox() == mailbox).toList();
        Set<String> lost = new LinkedHashSet<>(sent);
        Map<String, Processed> last = new HashMap<>();
        Map<Integer, Integer> repeatedOf = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        Set<Processed> recent = recent(mailbox, ours);
        for (Processed mail : ours) {
            lost.remove(mail.messageId());
            Processed before = last.put(mail.messageId(), mail);
            if (before != null) {
                repeatedOf.merge(before.run(), 1, Integer::sum);
                if (before.run() == mail.run() || !killed.contains(before.run()) || !recent.contains(before)) {
                    broken.add(before + " came again: " + mail);
                }
            } else if (!sent.contains(mail.messageId())) {
                broken.add("nobody has sent " + mail);
            }
        }
        repeatedOf.forEach((run, count) -> {
            if (count > mailbox.repeatable()) {
                broken.add(count + " mails of run " + run + " came again, at most " + mailbox.repeatable()
                        + " were in flight");
            }
        });
        int repeated = repeatedOf.values().stream().mapToInt(Integer::intValue).sum();
        return new Verdict(mailbox, sent.size(), lost, repeated, broken);
    }

    /** The mails that each run processed last. */
    private static Set<Processed> recent(Watched mailbox, List<Processed> ours) {
        Map<Integer, List<Processed>> byRun = new HashMap<>();
        ours.forEach(mail ->
                byRun.computeIfAbsent(mail.run(), run -> new ArrayList<>()).add(mail));
        Set<Processed> recent = new LinkedHashSet<>();
        byRun.values()
                .forEach(run -> recent.addAll(run.subList(Math.max(0, run.size() - mailbox.recent()), run.size())));
        return recent;
    }
}
