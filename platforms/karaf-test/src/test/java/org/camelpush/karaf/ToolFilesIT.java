package org.camelpush.karaf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What tools (IDEs, the Camel command line, Quarkus) look for in the three jars. */
class ToolFilesIT {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    @ParameterizedTest
    @CsvSource({
        "camel-imap-idle, imap-idle imaps-idle, org.camelpush.imapidle, ImapIdleComponent",
        "camel-cops, cops copss, org.camelpush.cops, CopsComponent",
        "camel-mobility, mobility, org.camelpush.mobility, MobilityComponent"
    })
    void areInTheJar(String artifact, String schemes, String root, String component) throws IOException {
        try (JarFile jar = new JarFile(jar(artifact).toFile())) {
            Properties listed = new Properties();
            listed.load(open(jar, SERVICES + "component.properties"));
            assertThat(listed).containsEntry("components", schemes).containsEntry("artifactId", artifact);
            for (String scheme : schemes.split(" ")) {
                assertThat(text(jar, SERVICES + "component/" + scheme)).contains("class=" + root + "." + component);
                assertThat(text(jar, "META-INF/" + root.replace('.', '/') + "/" + scheme + ".json"))
                        .contains("\"scheme\": \"" + scheme + "\"", "\"artifactId\": \"" + artifact + "\"");
            }
            assertThat(index(jar).getKnownClasses().stream()
                            .map(ClassInfo::name)
                            .map(Object::toString))
                    .as("the classes of the Jandex index")
                    .containsExactlyInAnyOrderElementsOf(jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.substring(0, name.length() - ".class".length())
                                    .replace('/', '.'))
                            .toList());
        }
    }

    private static Index index(JarFile jar) throws IOException {
        try (InputStream in = open(jar, "META-INF/jandex.idx")) {
            return new IndexReader(in).read();
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream in = open(jar, name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        return jar.getInputStream(entry);
    }

    private static Path jar(String artifact) {
        return Repository.ofTheBuild().jar("org.camelpush", artifact, System.getProperty("project.version"));
    }
}
