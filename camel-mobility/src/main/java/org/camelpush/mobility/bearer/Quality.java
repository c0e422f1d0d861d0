package org.camelpush.mobility.bearer;

/**
 * How good a bearer is; each figure is negative where it is not known.
 *
 * @param signal percent
 * @param roundTrip milliseconds
 * @param loss percent of what was sent
 */
public record Quality(int signal, int roundTrip, int loss) {

    public static final int UNKNOWN_FIGURE = -1;

    public static final Quality UNKNOWN = new Quality(UNKNOWN_FIGURE, UNKNOWN_FIGURE, UNKNOWN_FIGURE);

    public static Quality ofSignal(int percent) {
        return new Quality(percent, UNKNOWN_FIGURE, UNKNOWN_FIGURE);
    }
}
