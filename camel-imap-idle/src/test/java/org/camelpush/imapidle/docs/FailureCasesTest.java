package org.camelpush.imapidle.docs;

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

/** The table of failure cases is complete, and what it names is there. */
class FailureCasesTest {

    private static final int CASES = 44;

    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| [^|]+ \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    private final Page page = Page.of("docs/imap-failure-cases.md");

    /** All that classes of this name hold. */
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

    private Map<Integer, List<MatchResult>> rows() {
        Map<Integer, List<MatchResult>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(page.text());
        while (row.find()) {
            List<MatchResult> tests = NAMED.matcher(row.group(2)).results().toList();
            if (rows.put(Integer.valueOf(row.group(1)), tests) != null) {
                throw new AssertionError("case " + row.group(1) + " stands there twice");
            }
        }
        return rows;
    }

    @Test
    void everyCaseIsInTheTableOnce() {
        Set<Integer> missing = new TreeSet<>();
        for (int number = 1; number <= CASES; number++) {
            missing.add(number);
        }
        missing.removeAll(rows().keySet());
        assertThat(missing).isEmpty();
        assertThat(rows().keySet()).allMatch(number -> number >= 1 && number <= CASES);
    }

    @Test
    void everyTestThatIsNamedIsThereAndNamesItsCase() throws IOException {
        for (Map.Entry<Integer, List<MatchResult>> row : rows().entrySet()) {
            assertThat(row.getValue()).as("tests of case " + row.getKey()).isNotEmpty();
            for (MatchResult test : row.getValue()) {
                assertThat(test.group(2)).startsWith(String.format("case%02d_", row.getKey()));
                assertThat(sourceOf(test.group(1))).as(test.group()).contains(" void " + test.group(2) + "(");
            }
        }
    }

    @Test
    void everyTestOfARouteThatNamesACaseIsInTheTable() throws IOException {
        List<String> unlisted = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(FailureCasesTest::isOfARoute).toList()) {
                Matcher method = Pattern.compile(" void (case\\d\\d_\\w+)\\(").matcher(Files.readString(file));
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

    private static boolean isOfARoute(Path file) {
        return file.getFileName().toString().endsWith("Test.java")
                && !file.toString().contains("/session/")
                && !file.toString().contains("/protocol/");
    }
}
