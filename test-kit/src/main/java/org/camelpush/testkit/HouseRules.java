package org.camelpush.testkit;

import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rules that all components keep, and what their own rules are made of. */
public final class HouseRules {

    @ArchTest
    public static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    public static final ArchRule nothingSleeps =
            noClasses().should().accessTargetWhere(access("sleeps", Map.of("java.lang.Thread", Set.of("sleep"))));

    private static final Map<String, Set<String>> CLOCKS_AND_DICE = Map.of(
            "java.lang.System", Set.of("nanoTime", "currentTimeMillis", "getProperty", "getProperties", "getenv"),
            "java.lang.Integer", Set.of("getInteger"),
            "java.lang.Long", Set.of("getLong"),
            "java.lang.Boolean", Set.of("getBoolean"),
            "java.lang.Math", Set.of("random"),
            "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
            "java.time.Instant", Set.of("now"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone"));

    private HouseRules() {}

    /** Of a class whose time and chance are arguments there is none. */
    public static DescribedPredicate<JavaAccess<?>> clocksAndDice() {
        return access("reads a clock or a setting of the JVM, or throws dice", CLOCKS_AND_DICE)
                .or(access("makes a Random", Map.of(Random.class.getName(), Set.of("<init>"))));
    }

    /** It sees method references as well as calls. */
    private static DescribedPredicate<JavaAccess<?>> access(String description, Map<String, Set<String>> namesByOwner) {
        return DescribedPredicate.describe(description, access -> namesByOwner
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
    }

    /** With this one, freedom from cycles among the subpackages is freedom from cycles with the root too. */
    public static ArchRule noSubpackageKnows(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root);
    }

    public static ArchRule subpackagesAreFreeOfCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    /** What refers to an optional library cannot be loaded without it: only these classes, by their full names, may. */
    public static ArchRule onlyTheseKnow(String names, String library) {
        return noClasses()
                .that()
                .haveNameNotMatching(names)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
