package org.camelpush.examples.mobilemail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MobileMailTest {

    @Test
    void goesToWhatIsBetterAndComesBackAndEachMailComesOnce() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            exit = MobileMail.run();
        } finally {
            System.setOut(before);
        }

        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(printed).isEqualTo(MobileMail.OK);
        List<String> lines = printed.lines().map(line -> line.substring(14)).toList();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("--- 5 mails sent, 5 pushed, 0 lost, 0 repeated; moved 2 times");
        // what several threads tell is in order for each of them
        assertThat(lines)
                .containsSubsequence(
                        "question   may inbox go to wwan0? DOWNGRADE, cellular",
                        "pdp        gateway asks \"DOWNGRADE cellular\": accept:immediately",
                        "server     connected from [127.0.0.3]",
                        "mail       \"The one that takes long\"",
                        "question   may inbox go to wlan0? UPGRADE, wifi",
                        "pdp        gateway asks \"UPGRADE wifi\": accept:completeCurrent",
                        "mobility   Session inbox: goes from wwan0 to wlan0: the policy server says"
                                + " accept:completeCurrent",
                        "mail       \"The one that takes long\" is done with",
                        "server     connected from [127.0.0.2]",
                        "--- The Wi-Fi is cut, and a mail arrives.",
                        "pdp        gateway asks \"DOWNGRADE cellular\": accept:immediately",
                        "server     connected from [127.0.0.3]");
        assertThat(lines)
                .containsOnlyOnce(
                        "mail       \"In the middle\" is done with",
                        "mobility   Session inbox: its bearer wlan0 is gone");
    }
}
