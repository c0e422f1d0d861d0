package org.camelpush.mobility.testkit.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands of the system, without a shell. */
final class Commands {

    private Commands() {}

    /** Words with blanks between them; returns what it prints, and throws with that where it fails. */
    static String run(String words) {
        try {
            Process process = new ProcessBuilder(List.of(words.split(" ")))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("\"" + words + "\" says: " + answer.trim());
            }
            return answer;
        } catch (IOException notThere) {
            throw new IllegalStateException(notThere.getMessage(), notThere);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** For what may have gone already. */
    static void tryTo(String words) {
        try {
            run(words);
        } catch (IllegalStateException gone) {
            // as was wanted
        }
    }
}
