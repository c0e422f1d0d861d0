package org.camelpush.cops;

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
    static final String ROOT = "org.camelpush.cops";

    private static final String MESSAGE = ROOT + ".message..";
    private static final String CODEC = ROOT + ".codec..";
    private static final String SESSION = ROOT + ".session..";
    private static final String SECURITY = ROOT + ".security..";
    private static final String NET = ROOT + ".net..";

    @ArchTest
    static final ArchTests thoseOfTheHouse = ArchTests.in(HouseRules.class);

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
            .resideInAnyPackage("org.apache.camel..", "io.netty..", CODEC);

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
            .resideInAnyPackage(ROOT, NET);

    @ArchTest
    static final ArchRule noSubpackageKnowsTheRoot = HouseRules.noSubpackageKnows(ROOT);

    @ArchTest
    static final ArchRule subpackagesAreFreeOfCycles = HouseRules.subpackagesAreFreeOfCycles(ROOT);

    /** They are optional, and what refers to one cannot be loaded without it. */
    @ArchTest
    static final ArchRule oneClassKnowsMicrometer =
            HouseRules.onlyTheseKnow(ROOT + ".MicrometerMeters", "io.micrometer..");

    @ArchTest
    static final ArchRule spansAloneKnowOpenTelemetry =
            HouseRules.onlyTheseKnow(ROOT + ".CopsSpans?", "io.opentelemetry..");

    @ArchTest
    static final ArchRule oneClassKnowsDnsjava = HouseRules.onlyTheseKnow(ROOT + ".DnsServices", "org.xbill..");

    @ArchTest
    static final ArchRule timeAndChanceAreArguments = noClasses()
            .that()
            .resideInAnyPackage(MESSAGE, CODEC, SECURITY, SESSION)
            .should()
            .accessTargetWhere(HouseRules.clocksAndDice());
}
