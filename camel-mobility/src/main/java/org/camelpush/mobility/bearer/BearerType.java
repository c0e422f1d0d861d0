package org.camelpush.mobility.bearer;

/** What kind of network a bearer is. The order is the usual order of preference. */
public enum BearerType {
    ETHERNET,
    WIFI,
    CELLULAR,
    SATELLITE,
    /** Layered on another bearer: it lives and dies with that one's sockets too. */
    VPN,
    BLUETOOTH,
    OTHER
}
