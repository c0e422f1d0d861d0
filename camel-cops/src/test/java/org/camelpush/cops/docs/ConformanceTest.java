package org.camelpush.cops.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camelpush.testkit.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of docs/cops-conformance.md are complete, and the tests they name are there, and the other way round. */
class ConformanceTest {

    /** How many of each letter there are. */
    private static final Map<String, Integer> IDS = Map.ofEntries(
            Map.entry("H", 4),
            Map.entry("O", 11),
            Map.entry("T", 6),
            Map.entry("S", 7),
            Map.entry("R", 10),
            Map.entry("L", 11),
            Map.entry("I", 7),
            Map.entry("X", 9),
            Map.entry("P", 7),
            Map.entry("V", 3),
            Map.entry("M", 1),
            Map.entry("K", 1),
            Map.entry("A", 16),
            Map.entry("F", 64));

    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]\\d+) \\| [^|]+ \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+#\\w+)`");
    private static final Pattern METHOD = Pattern.compile(" void ((?:[a-z]\\d+_)+)(\\w+)\\(");
    private static final String NOT_YET = "not yet";

    private final Page page = Page.of("docs/cops-conformance.md");

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(page.text());
        while (row.find()) {
            assertThat(rows.put(row.group(1), row.group(2)))
                    .as(row.group(1) + " stands there once")
                    .isNull();
        }
        return rows;
    }

    /** The tests whose names begin with ids, by id. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String testClass = file.getFileName().toString().replace(".java", "");
                Matcher method = METHOD.matcher(Files.readString(file));
                while (method.find()) {
                    for (String id : method.group(1).toUpperCase(Locale.ROOT).split("_")) {
                        tests.computeIfAbsent(id, any -> new TreeSet<>())
                                .add(testClass + '#' + method.group(1) + method.group(2));
                    }
                }
            }
        }
        return tests;
    }

    @Test
    void everyIdIsInTheTablesOnce() {
        Set<String> expected = new TreeSet<>();
        IDS.forEach((letter, count) -> {
            for (int number = 1; number <= count; number++) {
                expected.add(letter + number);
            }
        });
        assertThat(rows().keySet()).isEqualTo(expected);
    }

    @Test
    void everyRowNamesExactlyTheTestsThatNameIt() throws IOException {
        Map<String, Set<String>> tests = tests();
        List<String> wrong = new ArrayList<>();
        rows().forEach((id, cell) -> {
            Set<String> named = new TreeSet<>();
            NAMED.matcher(cell).results().forEach(match -> named.add(match.group(1)));
            if (!named.equals(tests.getOrDefault(id, Set.of()))) {
                wrong.add(id + " names " + named + " but has " + tests.get(id));
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(rows().keySet()).containsAll(tests.keySet());
    }

    @Test
    void whatHasNoTestSaysSo() {
        rows().forEach((id, cell) -> assertThat(cell.startsWith(NOT_YET))
                .as(id)
                .isEqualTo(!NAMED.matcher(cell).find()));
    }
}
