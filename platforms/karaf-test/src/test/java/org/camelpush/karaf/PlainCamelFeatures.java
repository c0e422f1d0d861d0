package org.camelpush.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.camelpush.karaf.Repository.Jar;

/**
 * Stands in for the features of camel-karaf: features of the same names, made of the plain jars of the Camel that is tested.
 * A jar of Camel is no bundle and gets its manifest from {@code wrap:}; what Camel needs has one.
 */
final class PlainCamelFeatures {

    private static final List<String> MAIL = List.of("camel-attachments", "camel-mail");
    private static final List<String> MAIL_GROUPS = List.of("jakarta.activation", "jakarta.mail", "org.eclipse.angus");
    private static final List<String> NETTY = List.of("camel-netty");
    private static final List<String> NETTY_GROUPS = List.of("io.netty", "org.apache.commons");

    private final Repository repository;
    private final String camel;

    /** @param camel the version of the jars, which is that of the features too */
    PlainCamelFeatures(Repository repository, String camel) {
        this.repository = repository;
        this.camel = camel;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, """
                <features name="plain-camel" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                    <feature name="camel-core" version="%1$s" start-level="50">
                        <feature prerequisite="true">wrap</feature>
                %2$s    </feature>
                    <feature name="camel-mail" version="%1$s" start-level="50">
                        <feature prerequisite="true">spifly</feature>
                        <feature>camel-core</feature>
                %3$s    </feature>
                    <feature name="camel-netty" version="%1$s" start-level="50">
                        <feature>camel-core</feature>
                %4$s    </feature>
                </features>
                """.formatted(
                        camel,
                        bundles(jar -> jar.group().startsWith("org.apache.camel")
                                && !MAIL.contains(jar.artifact())
                                && !NETTY.contains(jar.artifact())),
                        bundles(jar -> MAIL_GROUPS.contains(jar.group()) || MAIL.contains(jar.artifact())),
                        bundles(jar -> NETTY_GROUPS.contains(jar.group()) || NETTY.contains(jar.artifact()))));
    }

    private String bundles(Predicate<Jar> which) {
        return repository.jars().stream()
                .filter(which)
                .map(jar -> "        <bundle start-level=\"" + (jar.group().startsWith("org.apache.camel") ? 50 : 30)
                        + "\">" + url(jar) + "</bundle>\n")
                .collect(Collectors.joining());
    }

    private String url(Jar jar) {
        return switch (jar.group()) {
            case "org.apache.camel" -> wrapped(jar);
            case "org.apache.camel.karaf" -> unbound(jar);
            default -> jar.url();
        };
    }

    private String wrapped(Jar jar) {
        return "wrap:" + jar.url() + "$Bundle-SymbolicName=org.apache.camel." + jar.artifact()
                + "&amp;Bundle-Version=" + camel
                + "&amp;Export-Package=org.apache.camel*;version=" + camel
                + "&amp;Import-Package=org.apache.camel*;version=\"[4.14,5)\",*;resolution:=optional"
                + "&amp;DynamicImport-Package=org.apache.camel.*";
    }

    /** The glue between Camel and OSGi: as it is, but not bound to the Camel line that it was made for. */
    private String unbound(Jar jar) {
        return "wrap:" + jar.url() + "$overwrite=full&amp;Bundle-SymbolicName=" + jar.artifact()
                + "&amp;Bundle-Version=" + camel
                + "&amp;Bundle-Activator=org.apache.camel.karaf.core.Activator"
                + "&amp;Export-Package=org.apache.camel.karaf.core*;version=" + camel
                + "&amp;Import-Package=org.osgi.service.event;resolution:=optional,"
                + "org.apache.camel*;version=\"[4.14,5)\",*"
                + "&amp;Provide-Capability=osgi.extender;osgi.extender=\"org.apache.camel\";version:Version=\""
                + camel.replaceFirst("^(\\d+\\.\\d+).*", "$1") + "\"";
    }
}
