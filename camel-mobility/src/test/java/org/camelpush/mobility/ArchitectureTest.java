package org.camelpush.mobility;

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
    static final String ROOT = "org.camelpush.mobility";

    private static final String BEARER = ROOT + ".bearer..";
    private static final String POLICY = ROOT + ".policy..";
    private static final String MANAGER = ROOT + ".manager..";
    private static final String SESSION = ROOT + ".session..";

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
    static final ArchRule whatIsPureKnowsNeitherCamelNorMail = noClasses()
            .that()
            .resideInAnyPackage(BEARER, POLICY, MANAGER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel..",
                    "jakarta.mail..",
                    "org.camelpush.imapidle..",
                    "org.camelpush.cops..",
                    "io.netty..");

    /** So bearer, policy and manager cannot see what they steer. */
    @ArchTest
    static final ArchRule onlyTheRootUsesSessions = classes()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(ROOT, SESSION);

    @ArchTest
    static final ArchRule policiesDoNotKnowTheManager = noClasses()
            .that()
            .resideInAnyPackage(BEARER, POLICY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MANAGER);

    /** They are optional, and what refers to one cannot be loaded without it. */
    @ArchTest
    static final ArchRule imapIdleIsKnownToItsSessionsOnly = noClasses()
            .that()
            .haveNameNotMatching(".*\\.ImapIdleSession[^.]*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camelpush.imapidle..");

    @ArchTest
    static final ArchRule copsIsKnownToItsSessionsOnly = noClasses()
            .that()
            .haveNameNotMatching(".*\\.CopsPepSession[^.]*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camelpush.cops..");

    @ArchTest
    static final ArchRule camelMailIsKnownToItsSessionsOnly = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Mail")
            .and()
            .haveSimpleNameNotStartingWith("MobileMailSender")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel.component.mail..");

    @ArchTest
    static final ArchRule dbusIsKnownToItsBusOnly = noClasses()
            .that()
            .haveNameNotMatching(".*\\.NetworkManagerBus(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.freedesktop..");

    @ArchTest
    static final ArchRule micrometerIsKnownToOneClassOnly = noClasses()
            .that()
            .doNotHaveSimpleName("MicrometerMeters")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

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

    /** {@code accessTargetWhere} sees method references as well as calls. */
    @ArchTest
    static final ArchRule timeAndChanceAreArguments = noClasses()
            .that()
            .resideInAnyPackage(BEARER, POLICY, MANAGER)
            .and()
            .doNotHaveSimpleName("RulePolicy") // a bean: its usual clock is the system's
            .should()
            .accessTargetWhere(access("reads a clock or a setting of the JVM, or throws dice", CLOCKS_AND_DICE)
                    .or(access("makes a Random", Map.of(Random.class.getName(), Set.of("<init>")))));

    private static DescribedPredicate<JavaAccess<?>> access(String description, Map<String, Set<String>> namesByOwner) {
        return DescribedPredicate.describe(description, access -> namesByOwner
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
    }
}
