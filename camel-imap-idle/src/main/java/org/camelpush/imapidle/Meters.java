package org.camelpush.imapidle;

/** Meters where the application has Micrometer, and nothing where it has not: without it no class of it may be touched. */
final class Meters {

    private static final boolean MICROMETER = isPresent("io.micrometer.core.instrument.MeterRegistry");

    private Meters() {}

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Meters.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /**
     * Shows a consumer's figures.
     *
     * @return takes the meters away again
     */
    static Runnable show(ImapIdleConsumer consumer, MailboxFleet fleet) {
        return MICROMETER ? MicrometerMeters.show(consumer, fleet) : () -> {};
    }
}
