package org.camelpush.imapidle.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.camelpush.testkit.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTest {

    private final Page readme = Page.of("README.md");

    /** CI reads them from there. */
    @ParameterizedTest
    @ValueSource(strings = {"## Run it", "## Alert by SMS", "## Test it"})
    void beginsItsSectionsWithOneCommand(String heading) {
        Page section = readme.section(heading);
        assertThat(section.text().stripLeading()).startsWith("```sh\n");
        assertThat(section.blocks("sh")).hasSize(1).first().asString().matches("mvn [^\n]+\n");
    }

    static Stream<Page> pages() throws Exception {
        List<Page> pages;
        try (Stream<Path> files = Files.walk(Page.of("README.md").file().resolveSibling("docs"))) {
            pages = files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> Page.of(file.toString()))
                    .toList();
        }
        return Stream.concat(Stream.of(Page.of("README.md")), pages.stream());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksOnlyToWhatIsThere(Page page) {
        assertThat(page.links())
                .filteredOn(link -> !link.startsWith("https://"))
                .allSatisfy(link -> {
                    String[] target = link.split("#", 2);
                    Path file = target[0].isEmpty() ? page.file() : page.file().resolveSibling(target[0]);
                    assertThat(file).exists();
                    if (target.length == 2) {
                        assertThat(Page.of(file.toString()).anchors()).contains(target[1]);
                    }
                });
    }

    @Test
    void namesTheVersionOfThisBuild() throws Exception {
        String pom = Files.readString(readme.file().resolveSibling("pom.xml"));
        String version = pom.replaceFirst("(?s).*?<artifactId>camel-push-parent</artifactId>\\s*<version>", "")
                .replaceFirst("(?s)<.*", "");
        assertThat(readme.blocks("xml").get(0)).contains("<version>" + version + "</version>");
    }
}
