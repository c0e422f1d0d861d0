package org.camelpush.cops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.camelpush.cops.net.EventLoops;
import org.camelpush.cops.security.IntegrityKey;
import org.camelpush.cops.security.KeyFile;
import org.camelpush.cops.security.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that are in files: of each file one ring, which is filled anew when the file has changed, so that keys are
 * exchanged without a restart. Thread-safe.
 */
final class KeyFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final KeyRing none = new KeyRing();
    private final Map<String, Ring> rings = new HashMap<>();

    private static final class Ring {
        private final KeyRing keys = new KeyRing();
        private List<String> lines = List.of();
    }

    /** For those that have no keys. */
    KeyRing none() {
        return none;
    }

    /**
     * The keys in this file as it is now, and later as it will be.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it has not keys in it
     */
    synchronized KeyRing ring(CamelContext context, String file) throws IOException {
        Ring ring = rings.getOrDefault(file, new Ring());
        fill(context, file, ring);
        rings.put(file, ring);
        return ring.keys;
    }

    private static void fill(CamelContext context, String file, Ring ring) throws IOException {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ResourceHelper.resolveMandatoryResourceAsInputStream(context, file), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
        if (lines.equals(ring.lines)) {
            return;
        }
        try {
            List<IntegrityKey> keys = KeyFile.read(lines);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("there is no key in it");
            }
            ring.keys.replace(keys);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("Option keyFile is " + file + ": " + wrong.getMessage(), wrong);
        }
        ring.lines = lines;
    }

    /** Looks at the files from now on, as long as the event loops run. */
    void watch(CamelContext context, EventLoops loops, Executor readers) {
        try {
            loops.after(LOOK_EVERY, () -> {
                try {
                    readers.execute(() -> look(context));
                } catch (RejectedExecutionException stopped) {
                    return;
                }
                watch(context, loops, readers);
            });
        } catch (RejectedExecutionException stopped) {
            // the component is
        }
    }

    /** A file that is wrong now leaves the keys as they were. */
    synchronized void look(CamelContext context) {
        rings.forEach((file, ring) -> {
            List<String> before = ring.lines;
            try {
                fill(context, file, ring);
                if (!ring.lines.equals(before)) {
                    LOG.info("The keys in {} are now {}", file, ring.keys);
                }
            } catch (IOException | RuntimeException wrong) {
                LOG.warn("The keys in {} are left as they were: {}", file, wrong.getMessage());
            }
        });
    }
}
