package org.camelpush.imapidle;

/** Which optional libraries the application has. Without one, no class of ours that knows it may be touched. */
final class OptionalLibraries {

    static final boolean HEALTH = isPresent("org.apache.camel.impl.health.AbstractHealthCheck");
    static final boolean MICROMETER = isPresent("io.micrometer.core.instrument.MeterRegistry");
    static final boolean OPENTELEMETRY = isPresent("io.opentelemetry.api.OpenTelemetry");

    private OptionalLibraries() {}

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, OptionalLibraries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
