package org.camelpush.imapidle;

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
    static final String ROOT = "org.camelpush.imapidle";

    private static final String PROTOCOL = ROOT + ".protocol..";
    private static final String SESSION = ROOT + ".session..";
    private static final String NET = ROOT + ".net..";
    private static final String PRODUCER = ROOT + ".producer..";

    @ArchTest
    static final ArchTests thoseOfTheHouse = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule protocolKnowsNeitherCamelNorChannels = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty.channel..");

    @ArchTest
    static final ArchRule sessionKnowsNeitherCamelNorNetty = noClasses()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty..");

    @ArchTest
    static final ArchRule protocolDoesNotKnowTheSession = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SESSION);

    /** So delivery, protocol and session cannot see net. */
    @ArchTest
    static final ArchRule onlyTheRootUsesNet = classes()
            .that()
            .resideInAPackage(NET)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(ROOT, NET);

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

    @ArchTest
    static final ArchRule noSubpackageKnowsTheRoot = HouseRules.noSubpackageKnows(ROOT);

    @ArchTest
    static final ArchRule subpackagesAreFreeOfCycles = HouseRules.subpackagesAreFreeOfCycles(ROOT);

    /** They are optional, and what refers to one cannot be loaded without it. */
    @ArchTest
    static final ArchRule oneClassKnowsMicrometer =
            HouseRules.onlyTheseKnow(ROOT + ".MicrometerMeters", "io.micrometer..");

    @ArchTest
    static final ArchRule oneClassKnowsOpenTelemetry =
            HouseRules.onlyTheseKnow(ROOT + ".MailSpans", "io.opentelemetry..");

    @ArchTest
    static final ArchRule timeAndChanceAreArguments = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, SESSION)
            .should()
            .accessTargetWhere(HouseRules.clocksAndDice());
}
