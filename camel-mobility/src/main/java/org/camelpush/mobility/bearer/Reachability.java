package org.camelpush.mobility.bearer;

/** How far one gets by a bearer. Ordered: each one reaches further than those before it. */
public enum Reachability {
    /** Nobody answers, or there is no route. */
    NONE,
    /** Behind it is a captive portal: something answers, and it is not the one that was asked. */
    PORTAL,
    /** The link only; what was asked did not answer. */
    LOCAL,
    /** Not looked at yet. */
    UNKNOWN,
    /** The internet, as somebody else says. */
    INTERNET,
    /** The account's own server has answered, and it is that server. */
    SERVER;

    /** Whether it is worth while to send a session there. */
    public boolean isUsable() {
        return compareTo(UNKNOWN) >= 0;
    }
}
