package org.camelpush.mobility.bearer;

/**
 * What somebody who manages a device says of it, beside what the kernel does.
 *
 * @param type what it is, or null
 * @param metered whether it costs
 * @param reachability how far one gets by it
 * @param signal percent, or negative where it is not known
 * @param leaving whether it is about to be switched off
 */
record DeviceWord(BearerType type, Metered metered, Reachability reachability, int signal, boolean leaving) {

    /** Nobody says anything. */
    static final DeviceWord NONE = new DeviceWord(null, Metered.UNKNOWN, Reachability.UNKNOWN, -1, false);

    /** What is configured counts more than what is said, and that more than what is guessed. */
    Bearer appliedTo(Bearer bearer) {
        BearerBuilder builder = bearer.copy();
        boolean configured = bearer.metered() == Metered.YES || bearer.metered() == Metered.NO;
        if (!configured && metered != Metered.UNKNOWN) {
            builder.metered(metered);
        }
        if (reachability != Reachability.UNKNOWN) {
            builder.reachability(reachability);
        }
        if (signal >= 0) {
            builder.quality(Quality.ofSignal(signal));
        }
        if (leaving && bearer.state() == BearerState.UP) {
            builder.state(BearerState.LOSING);
        }
        return builder.build();
    }
}
