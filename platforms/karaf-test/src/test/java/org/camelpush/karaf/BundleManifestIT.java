package org.camelpush.karaf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the manifests of the three jars say to OSGi. */
class BundleManifestIT {

    private static final Set<String> BUNDLES = Set.of("camel-imap-idle", "camel-cops", "camel-mobility");

    @ParameterizedTest
    @CsvSource({
        "camel-imap-idle, org.camelpush.imapidle",
        "camel-cops, org.camelpush.cops",
        "camel-mobility, org.camelpush.mobility"
    })
    void exportsWhatItsPublicTypesNameAndNothingElse(String bundle, String root) throws IOException {
        Attributes manifest = manifest(bundle);

        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo(root);
        assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo(root);
        Set<String> named = packagesNamedByPublicTypes(bundle, root);
        named.remove(root + ".net"); // the shell: its types are in constructors that only the component calls
        assertThat(header(manifest, "Export-Package").keySet()).containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel-imap-idle", "camel-cops", "camel-mobility"})
    void importsCamelFrom414UpTo5(String bundle) throws IOException {
        Map<String, String> ranges = new HashMap<>();
        header(manifest(bundle), "Import-Package").forEach((name, attributes) -> {
            if (name.startsWith("org.apache.camel")) {
                ranges.put(name, attributes.getVersion());
            }
        });

        assertThat(ranges).hasSizeGreaterThan(8).containsKey("org.apache.camel.spi");
        assertThat(ranges.values()).containsOnly("[4.14,5)");
    }

    @ParameterizedTest
    @CsvSource({
        "camel-imap-idle, org.apache.camel.impl.health|io.micrometer|io.netty.channel.epoll|io.netty.channel.unix"
                + "|io.netty.handler.proxy|io.opentelemetry|org.snakeyaml.engine",
        "camel-cops, org.apache.camel.impl.health|io.micrometer|io.opentelemetry|org.xbill.DNS",
        "camel-mobility, org.apache.camel.impl.health|org.apache.camel.component.mail|jakarta.mail|org.camelpush.cops"
                + "|org.camelpush.imapidle|org.eclipse.angus.mail|io.micrometer|org.freedesktop.dbus"
    })
    void doesWithoutWhatIsOptional(String bundle, String optional) throws IOException {
        Parameters imports = header(manifest(bundle), "Import-Package");

        assertThat(imports.keySet()).isNotEmpty();
        imports.forEach((name, attributes) -> assertThat("optional".equals(attributes.get("resolution:")))
                .as("%s is optional", name)
                .isEqualTo(Stream.of(optional.split("\\|")).anyMatch(each -> (name + '.').startsWith(each + '.'))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel-imap-idle", "camel-cops", "camel-mobility"})
    void needsNothingButCamelAndWhatThatBrings(String bundle) throws IOException {
        header(manifest(bundle), "Import-Package")
                .forEach(
                        (name, attributes) -> assertThat(name)
                                .matches(
                                        each -> "optional".equals(attributes.get("resolution:"))
                                                || each.matches(
                                                        "(org\\.apache\\.camel|io\\.netty|jakarta|javax|org\\.eclipse\\.angus|org\\.slf4j)\\b.*")));
    }

    @Test
    void hasNoPackageThatAnotherBundleHas() throws IOException {
        Map<String, String> owners = new HashMap<>();
        for (String bundle : BUNDLES) {
            for (String each : packages(bundle)) {
                assertThat(owners.put(each, bundle)).as(each).isNull();
            }
            assertThat(header(manifest(bundle), "Import-Package").keySet())
                    .as(bundle)
                    .doesNotContainAnyElementsOf(packages(bundle));
        }
        assertThat(owners.keySet()).allMatch(name -> name.startsWith("org.camelpush."));
    }

    private static Set<String> packagesNamedByPublicTypes(String bundle, String root) throws IOException {
        Set<String> named = new TreeSet<>(Set.of(root));
        try (JarFile jar = new JarFile(jar(bundle).toFile())) {
            new ClassFileImporter()
                    .importJar(jar).stream()
                            .filter(type -> type.getPackageName().equals(root) && isPublic(type))
                            .flatMap(BundleManifestIT::signature)
                            .map(JavaClass::getPackageName)
                            .filter(name -> name.startsWith(root + '.'))
                            .forEach(named::add);
        }
        return named;
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(BundleManifestIT::isPublic).orElse(true);
    }

    private static Stream<JavaClass> signature(JavaClass type) {
        Stream<JavaClass> parents = Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream());
        return Stream.concat(
                parents,
                type.getCodeUnits().stream()
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                                || unit.getModifiers().contains(JavaModifier.PROTECTED))
                        .flatMap(BundleManifestIT::types));
    }

    private static Stream<JavaClass> types(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static Set<String> packages(String bundle) throws IOException {
        try (JarFile jar = new JarFile(jar(bundle).toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Attributes manifest(String bundle) throws IOException {
        try (JarFile jar = new JarFile(jar(bundle).toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    private static Parameters header(Attributes manifest, String name) {
        return OSGiHeader.parseHeader(manifest.getValue(name));
    }

    private static Path jar(String bundle) {
        return Repository.ofTheBuild().jar("org.camelpush", bundle, System.getProperty("project.version"));
    }
}
