package org.camelpush.benchmarks.endurance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.FaultProxy;

/**
 * Minutes of trouble, then the count. {@code -Dendurance.seconds} says how long, {@code -Dendurance.seed} which
 * troubles: the same ones in the same order, though not at the same octet.
 */
public final class Endurance {

    private static final int SECONDS = Integer.getInteger("endurance.seconds", 600);

    /** Without a mail for so long, what has not come counts as lost. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private static final int SHOWN = 50;

    private final Path folder = Path.of("target", "endurance").toAbsolutePath();
    private final long seed = seed();
    private final PrintStream out;

    private static long seed() {
        long given = Long.getLong("endurance.seed", -1);
        return given >= 0 ? given : Math.floorMod(System.nanoTime(), 1_000_000_000L);
    }

    /** @param out where it says what happened */
    public Endurance(PrintStream out) {
        this.out = out;
    }

    /** Runs, prints, and returns whether the promise was kept. */
    public boolean run() throws Exception {
        out.println("Endurance: " + SECONDS + " s of trouble, -Dendurance.seed=" + seed);
        emptyFolder();
        Random random = new Random(seed);
        try (DovecotServer dovecot = DovecotServer.start();
                FaultProxy proxy = FaultProxy.to(dovecot.port());
                Application application = new Application(proxy.port(), dovecot.password(), folder, seed);
                Post post = new Post(dovecot, new Random(random.nextLong()));
                Chaos chaos = new Chaos(dovecot, proxy, application, new Random(random.nextLong()))) {
            application.start();
            post.start();
            chaos.run(System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS));
            post.stop();
            awaitAll(application, post.sent());
            application.stop();
            askOnceMore(application, post);
            return judge(application, post.sent(), chaos.counts());
        }
    }

    /** After an orderly end nothing may come again: only one new mail for each, before which an old one would come. */
    private void askOnceMore(Application application, Post post) throws Exception {
        application.start();
        for (Watched mailbox : Watched.values()) {
            post.deliver(mailbox);
        }
        awaitAll(application, post.sent());
        application.stop();
    }

    private void awaitAll(Application application, Map<Watched, Set<String>> sent) throws Exception {
        int expected = sent.values().stream().mapToInt(Set::size).sum();
        int before = -1;
        long latest = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - latest < 0) {
            application.requireAlive();
            Set<String> come = Journal.readAll(folder, application.run()).stream()
                    .map(Processed::messageId)
                    .collect(Collectors.toSet());
            if (come.size() >= expected) {
                return;
            }
            if (come.size() > before) {
                before = come.size();
                latest = System.nanoTime() + PATIENCE_NANOS;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private boolean judge(Application application, Map<Watched, Set<String>> sent, Map<Trouble, Integer> counts) {
        List<Processed> all = Journal.readAll(folder, application.run());
        boolean kept = true;
        counts.forEach((trouble, count) -> out.printf("%6d × %s%n", count, trouble.title()));
        out.println("| mailbox | mails | lost | repeated | allowed for each SIGKILL |");
        out.println("|---|---|---|---|---|");
        for (Watched mailbox : Watched.values()) {
            Verdict verdict = Verdict.of(mailbox, sent.get(mailbox), all, application.killed());
            out.printf(
                    "| %s | %d | %d | %d | %d |%n",
                    mailbox.title(), verdict.sent(), verdict.lost().size(), verdict.repeated(), mailbox.repeatable());
            kept &= verdict.holds();
            verdict.lost().stream().limit(SHOWN).forEach(mail -> out.println("LOST " + mail));
            verdict.broken().stream().limit(SHOWN).forEach(words -> out.println("REPEATED " + words));
        }
        out.println(
                kept
                        ? "Kept: none lost, none repeated but on a crash."
                        : "BROKEN with -Dendurance.seed=" + seed + "; journals and log: " + folder);
        return kept;
    }

    private void emptyFolder() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
