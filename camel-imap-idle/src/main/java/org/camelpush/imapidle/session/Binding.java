package org.camelpush.imapidle.session;

/**
 * What a connection is bound to on this side, so that it leaves by one network and no other.
 *
 * @param networkInterface name of a device, such as {@code wlan0}, or null for whatever the routing table says
 * @param localAddress address or name of this host to connect from, or null for whatever the routing table says
 * @param profile what is other than usual on that network
 * @param isNowhere true where no network may be used: there is no connection, and none is tried
 */
public record Binding(String networkInterface, String localAddress, Profile profile, boolean isNowhere) {

    /** Bound to nothing. */
    public static final Binding NONE = new Binding(null, null);

    /** Nothing may be connected at all, by any network. */
    public static final Binding NOWHERE = new Binding(null, null, Profile.USUAL, true);

    public Binding(String networkInterface, String localAddress, Profile profile) {
        this(networkInterface, localAddress, profile, false);
    }

    /** With nothing other than usual. */
    public Binding(String networkInterface, String localAddress) {
        this(networkInterface, localAddress, Profile.USUAL);
    }

    public Binding with(Profile other) {
        return new Binding(networkInterface, localAddress, other, isNowhere);
    }

    /** For people. */
    @Override
    public String toString() {
        if (equals(NONE)) {
            return "any network";
        }
        if (isNowhere) {
            return "nowhere";
        }
        String there = profile.server() == null ? "" : " to " + profile.server();
        String device = networkInterface == null ? "" : networkInterface;
        String here = localAddress == null ? device : (device.isEmpty() ? "" : device + ", ") + localAddress;
        return here + there;
    }
}
