package org.camelpush.mobility;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.camelpush.testkit.HouseRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The walls of the house: which package may see which, and where time and chance may come from. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "org.camelpush.mobility";

    private static final String BEARER = ROOT + ".bearer..";
    private static final String POLICY = ROOT + ".policy..";
    private static final String MANAGER = ROOT + ".manager..";
    private static final String SESSION = ROOT + ".session..";

    @ArchTest
    static final ArchTests thoseOfTheHouse = ArchTests.in(HouseRules.class);

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
    static final ArchRule imapIdleIsKnownToItsSessionsOnly =
            HouseRules.onlyTheseKnow(".*\\.ImapIdleSession[^.]*", "org.camelpush.imapidle..");

    @ArchTest
    static final ArchRule copsIsKnownToItsSessionsOnly =
            HouseRules.onlyTheseKnow(".*\\.CopsPepSession[^.]*", "org.camelpush.cops..");

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
    static final ArchRule dbusIsKnownToItsBusOnly =
            HouseRules.onlyTheseKnow(".*\\.NetworkManagerBus(\\$.*)?", "org.freedesktop..");

    @ArchTest
    static final ArchRule micrometerIsKnownToOneClassOnly =
            HouseRules.onlyTheseKnow(ROOT + ".MicrometerMeters", "io.micrometer..");

    @ArchTest
    static final ArchRule noSubpackageKnowsTheRoot = HouseRules.noSubpackageKnows(ROOT);

    @ArchTest
    static final ArchRule subpackagesAreFreeOfCycles = HouseRules.subpackagesAreFreeOfCycles(ROOT);

    @ArchTest
    static final ArchRule timeAndChanceAreArguments = noClasses()
            .that()
            .resideInAnyPackage(BEARER, POLICY, MANAGER)
            .and()
            .doNotHaveSimpleName("RulePolicy") // a bean: its usual clock is the system's
            .should()
            .accessTargetWhere(HouseRules.clocksAndDice());
}
