package org.camelpush.examples.policyserver;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyServerTest {

    @Test
    void tellsTheStoryAndTheGatewayDoesWhatTheTableSays() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit = new PolicyServer(stream(out), stream(err)).run();

        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(printed + err).isEqualTo(PolicyServer.OK);
        List<String> lines = printed.lines().toList();
        assertThat(lines.get(lines.size() - 1))
                .matches("3 subscribers, [0-9]+ decisions pushed, 2 redirections,"
                        + " the gateway did otherwise than the table says 0 times");
        assertThat(err.size()).isZero();
    }

    @Test
    void onlyWhoseDecisionIsAnotherOneIsTold(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("table.properties");
        Story.write(file, "alice = 1", "bob = 2");
        PolicyTable table = new PolicyTable(file);
        table.decide("gateway-1", "01", "alice");
        table.decide("gateway-1", "02", "bob");
        table.decide("gateway-2", "01", "bob");
        assertThat(table.changes()).isEmpty();

        Story.write(file, "alice = 1");
        Map<String, Object> denied = Map.of("decision", "REMOVE", "data", "");
        assertThat(table.changes())
                .containsExactly(
                        new Change("gateway-1", "02", "bob", denied), new Change("gateway-2", "01", "bob", denied));

        table.told(new Change("gateway-1", "02", "bob", denied));
        table.forget("gateway-2");
        assertThat(table.changes()).isEmpty();
        Story.write(file);
        assertThat(table.changes()).extracting(Change::subscriber).containsExactly("alice");
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
