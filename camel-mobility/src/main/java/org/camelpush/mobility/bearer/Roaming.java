package org.camelpush.mobility.bearer;

/** In whose network a cellular bearer is. */
public enum Roaming {
    HOME,
    NATIONAL,
    INTERNATIONAL,
    UNKNOWN
}
