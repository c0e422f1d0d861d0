package org.camelpush.mobility;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command without a shell, for what it says. */
@FunctionalInterface
interface SystemCommand {

    /** @param text what it printed, errors too */
    record Answer(boolean succeeded, String text) {}

    /** Null where there is no such command, or where it does not end. */
    Answer run(List<String> words);

    /** On this host. */
    final class Real implements SystemCommand {

        /** The rest is not read. */
        private static final int MAX_ANSWER = 1 << 20;

        private static final long PATIENCE_SECONDS = 2;

        @Override
        public Answer run(List<String> words) {
            try {
                Process process = new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
                process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> {
                    process.destroyForcibly(); // which ends the reading too
                    return process;
                });
                try (InputStream says = process.getInputStream()) {
                    String text = new String(says.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
                    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return ended ? new Answer(process.exitValue() == 0, text) : null;
                } finally {
                    process.destroyForcibly();
                }
            } catch (IOException notThere) {
                return null;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
