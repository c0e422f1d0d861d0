package org.camelpush.cops;

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
    static final String ROOT = "org.camelpush.cops";

    private static final String MESSAGE = ROOT + ".message..";
    private static final String CODEC = ROOT + ".codec..";
    private static final String SESSION = ROOT + ".session..";
    private static final String SECURITY = ROOT + ".security..";
    private static final String NET = ROOT + ".net..";

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
    static final ArchRule messagesKnowNeitherCamelNorNetty = noClasses()
            .that()
            .resideInAPackage(MESSAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty..");

    @ArchTest
    static final ArchRule codecKnowsNeitherCamelNorChannels = noClasses()
            .that()
            .resideInAPackage(CODEC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty.channel..");

    @ArchTest
    static final ArchRule codecDoesNotKnowTheSession = noClasses()
            .that()
            .resideInAPackage(CODEC)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SESSION);

    @ArchTest
    static final ArchRule sessionKnowsMessagesOnly = noClasses()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty..", CODEC)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule securityKnowsNeitherCamelNorNettyNorTheSession = noClasses()
            .that()
            .resideInAPackage(SECURITY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty..", SESSION);

    /** So delivery, codec and session cannot see net. */
    @ArchTest
    static final ArchRule onlyTheRootUsesNet = classes()
            .that()
            .resideInAPackage(NET)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(ROOT, NET)
            .allowEmptyShould(true);

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
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nothingSleeps =
            noClasses().should().accessTargetWhere(access("sleeps", Map.of("java.lang.Thread", Set.of("sleep"))));

    /** They are optional, and what refers to one cannot be loaded without it. */
    @ArchTest
    static final ArchRule oneClassKnowsMicrometer = onlyTheseKnow("MicrometerMeters", "io.micrometer..");

    @ArchTest
    static final ArchRule spansAloneKnowOpenTelemetry = onlyTheseKnow("CopsSpans?", "io.opentelemetry..");

    @ArchTest
    static final ArchRule oneClassKnowsDnsjava = onlyTheseKnow("DnsServices", "org.xbill..");

    private static ArchRule onlyTheseKnow(String names, String library) {
        return noClasses()
                .that()
                .haveNameNotMatching(ROOT.replace(".", "\\.") + "\\." + names)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** {@code accessTargetWhere} sees method references as well as calls. */
    @ArchTest
    static final ArchRule timeAndChanceAreArguments = noClasses()
            .that()
            .resideInAnyPackage(MESSAGE, CODEC, SECURITY, SESSION)
            .should()
            .accessTargetWhere(access("reads a clock or a setting of the JVM, or throws dice", CLOCKS_AND_DICE)
                    .or(access("makes a Random", Map.of(Random.class.getName(), Set.of("<init>")))));

    private static DescribedPredicate<JavaAccess<?>> access(String description, Map<String, Set<String>> namesByOwner) {
        return DescribedPredicate.describe(description, access -> namesByOwner
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
    }
}
