package org.camelpush.mobility.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camelpush.testkit.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of scenarios is complete, and what it names is there. */
class ScenariosTest {

    private static final int SCENARIOS = 48;

    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| [^|]+ \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final String NOT_YET = "not yet";

    private final Page page = Page.of("docs/mobility-scenarios.md");

    private static String sourceOf(String testClass) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            StringBuilder source = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.endsWith(testClass + ".java")).toList()) {
                source.append(Files.readString(file));
            }
            return source.toString();
        }
    }

    private Map<Integer, String> rows() {
        Map<Integer, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(page.text());
        while (row.find()) {
            if (rows.put(Integer.valueOf(row.group(1)), row.group(2)) != null) {
                throw new AssertionError("scenario " + row.group(1) + " stands there twice");
            }
        }
        return rows;
    }

    @Test
    void everyScenarioIsInTheTableOnce() {
        Set<Integer> all = new TreeSet<>();
        for (int number = 1; number <= SCENARIOS; number++) {
            all.add(number);
        }
        assertThat(rows().keySet()).isEqualTo(all);
    }

    @Test
    void everyTestThatIsNamedIsThereAndNamesItsScenario() throws IOException {
        for (Map.Entry<Integer, String> row : rows().entrySet()) {
            List<MatchResult> tests = NAMED.matcher(row.getValue()).results().toList();
            if (tests.isEmpty()) {
                assertThat(row.getValue()).as("scenario " + row.getKey()).startsWith(NOT_YET);
            }
            for (MatchResult test : tests) {
                assertThat(test.group(2)).startsWith(String.format("scenario%02d_", row.getKey()));
                assertThat(sourceOf(test.group(1))).as(test.group()).contains(" void " + test.group(2) + "(");
            }
        }
    }

    @Test
    void everyTestThatNamesAScenarioIsInTheTable() throws IOException {
        List<String> unlisted = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                Matcher method =
                        Pattern.compile(" void (scenario\\d\\d_\\w+)\\(").matcher(Files.readString(file));
                String testClass = file.getFileName().toString().replace(".java", "");
                while (method.find()) {
                    String name = testClass + '#' + method.group(1);
                    if (!page.text().contains('`' + name + '`')) {
                        unlisted.add(name);
                    }
                }
            }
        }
        assertThat(unlisted).isEmpty();
    }
}
