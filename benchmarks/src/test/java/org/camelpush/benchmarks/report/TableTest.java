package org.camelpush.benchmarks.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTest {

    private static Rounds rounds(double... figures) {
        Rounds rounds = new Rounds();
        for (double figure : figures) {
            rounds.add(figure);
        }
        return rounds;
    }

    private static String printed(Table.Row row) {
        Table table = new Table();
        table.add(row);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        table.print(new PrintStream(octets, true, StandardCharsets.UTF_8));
        return octets.toString(StandardCharsets.UTF_8).lines().toList().get(3);
    }

    @Test
    void theRatioIsOursByTheirsOfTheMedians() {
        Table.Row row = Table.row("p50", "ours", "theirs").figures(rounds(30, 10, 20), rounds(10, 40, 8, 12), "%.0f");
        assertThat(printed(row)).isEqualTo("| p50 | ours | 20 (10…30) | theirs | 11 (8…40) | 1.82 |  |");
    }

    @Test
    void whatIsOverItsLimitMissesTheTarget() {
        Table.Row row = Table.row("p50", "ours", "theirs").figures(rounds(15), rounds(10), "%.0f");
        assertThat(row.atMost(1.5).target()).isEqualTo("≤ 1.50: yes");
        assertThat(row.atMost(1.4).target()).isEqualTo("≤ 1.40: NO");
        assertThat(row.atLeast(1.5).target()).isEqualTo("≥ 1.50: yes");
        assertThat(row.atLeast(1.6).target()).isEqualTo("≥ 1.60: NO");
    }

    @Test
    void withoutAPeerThereIsNoRatio() {
        assertThat(printed(Table.row("heap", "ours", "").figures("4.5", "")))
                .isEqualTo("| heap | ours | 4.5 |  |  |  |  |");
    }

    @Test
    void percentilesAreFiguresThatCame() {
        long[] hundred = new long[100];
        for (int i = 0; i < hundred.length; i++) {
            hundred[i] = 100 - i;
        }
        assertThat(Rounds.percentile(hundred, 0.50)).isEqualTo(50);
        assertThat(Rounds.percentile(hundred, 0.99)).isEqualTo(99);
    }
}
