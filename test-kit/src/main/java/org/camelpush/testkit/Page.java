package org.camelpush.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file of this repository. */
public record Page(Path file, String text) {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\|.*$", Pattern.MULTILINE);

    /** By its path from the root of the repository; tests run in the directory of their module. */
    public static Page of(String path) {
        Path file = REPOSITORY.resolve(path);
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What is fenced as this language, in order. */
    public List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    /** What stands below a heading, up to the next one of its level or above. */
    public Page section(String heading) {
        int begin = text.indexOf("\n" + heading + "\n");
        if (begin < 0) {
            throw new AssertionError(file + " has no heading \"" + heading + "\"");
        }
        String level = heading.substring(0, heading.indexOf(' '));
        String rest = text.substring(begin + heading.length() + 2);
        Matcher next = Pattern.compile("^#{1," + level.length() + "} ", Pattern.MULTILINE)
                .matcher(BLOCK.matcher(rest)
                        .replaceAll(match -> "x".repeat(match.group().length())));
        return new Page(file, next.find() ? rest.substring(0, next.start()) : rest);
    }

    /** The first two columns of table rows that begin with a name in backticks. */
    public Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            String value = row.group(2) == null ? "" : row.group(2);
            if (rows.put(row.group(1), value) != null) {
                throw new AssertionError(row.group(1) + " stands twice in a table of " + file);
            }
        }
        return rows;
    }

    /** Where its links go. */
    public List<String> links() {
        return LINK.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** What a link to a heading of this page may be. */
    public List<String> anchors() {
        return HEADING.matcher(text).results().map(Page::anchor).toList();
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase()
                .replaceAll("[^\\p{L}\\p{N} -]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return REPOSITORY.relativize(file).toString();
    }
}
