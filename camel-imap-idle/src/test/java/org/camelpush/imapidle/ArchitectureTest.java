package org.camelpush.imapidle;

import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The walls of the house: which package may see which, and where time and chance may come from. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "org.camelpush.imapidle";

    private static final String PROTOCOL = ROOT + ".protocol..";
    private static final String SESSION = ROOT + ".session..";
    private static final String NET = ROOT + ".net..";
    private static final String PRODUCER = ROOT + ".producer..";

    private static final Map<String, Set<String>> CLOCKS_AND_DICE = Map.of(
            "java.lang.System", Set.of("nanoTime", "currentTimeMillis", "getProperty", "getProperties", "getenv"),
            "java.lang.Integer", Set.of("getInteger"),
            "java.lang.Long", Set.of("getLong"),
            "java.lang.Boolean", Set.of("getBoolean"),
            "java.lang.Math", Set.of("random"),
            "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
            "java.time.Instant", Set.of("now"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone"));

    @ArchTest
    static final ArchRule protocolKnowsNeitherCamelNorChannels = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty.channel..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule sessionKnowsNeitherCamelNorNetty = noClasses()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule protocolDoesNotKnowTheSession = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SESSION)
            .allowEmptyShould(true);

    /** So delivery, protocol and session cannot see net. */
    @ArchTest
    static final ArchRule onlyTheRootUsesNet = classes()
            .that()
            .resideInAPackage(NET)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(ROOT, NET)
            .allowEmptyShould(true);

    /** The producer waits for its server and the engine never does, so they share neither connection nor state. */
    @ArchTest
    static final ArchRule producerAndEngineDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(PRODUCER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SESSION, NET, "io.netty.channel..");

    @ArchTest
    static final ArchRule onlyTheRootUsesTheProducer = classes()
            .that()
            .resideInAPackage(PRODUCER)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(ROOT, PRODUCER);

    /** With this one, freedom from cycles among the subpackages is freedom from cycles with the root too. */
    @ArchTest
    static final ArchRule noSubpackageKnowsTheRoot = noClasses()
            .that()
            .resideInAPackage(ROOT + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule subpackagesAreFreeOfCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingSleeps = noClasses()
            .should()
            .accessTargetWhere(access("sleeps", Map.of("java.lang.Thread", Set.of("sleep"))))
            .allowEmptyShould(true);

    /** They are optional, and what refers to one cannot be loaded without it. */
    @ArchTest
    static final ArchRule oneClassKnowsMicrometer = onlyOneClassKnows("MicrometerMeters", "io.micrometer..");

    @ArchTest
    static final ArchRule oneClassKnowsOpenTelemetry = onlyOneClassKnows("MailSpans", "io.opentelemetry..");

    private static ArchRule onlyOneClassKnows(String name, String library) {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** {@code accessTargetWhere} sees method references as well as calls. */
    @ArchTest
    static final ArchRule timeAndChanceAreArguments = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, SESSION)
            .should()
            .accessTargetWhere(access("reads a clock or a setting of the JVM, or throws dice", CLOCKS_AND_DICE)
                    .or(access("makes a Random", Map.of(Random.class.getName(), Set.of("<init>")))))
            .allowEmptyShould(true);

    private static DescribedPredicate<JavaAccess<?>> access(String description, Map<String, Set<String>> namesByOwner) {
        return DescribedPredicate.describe(description, access -> namesByOwner
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
    }
}
