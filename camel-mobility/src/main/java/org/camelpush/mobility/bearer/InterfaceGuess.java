package org.camelpush.mobility.bearer;

import java.util.Optional;
import java.util.regex.Pattern;

/** What kind of bearer a device seems to be. Wrong for what hides its nature, such as a phone on USB: there are rules for that. */
final class InterfaceGuess {

    // ARPHRD_* of linux/if_arp.h
    private static final int ETHER = 1;
    private static final int PPP = 512;
    private static final int RAW_IP = 519;
    private static final int LOOPBACK = 772;
    private static final int NONE = 65534;

    private static final Pattern INSIDE =
            Pattern.compile("lo|docker.*|br-.*|veth.*|virbr.*|vnet.*|cni.*|flannel.*|cali.*");
    private static final Pattern WIRED = Pattern.compile("eth.*|en.*");

    private InterfaceGuess() {}

    /** Empty where it leads nowhere outside this host, as bridges and the like do. */
    static Optional<BearerType> type(InterfaceFacts facts) {
        if (facts.hardware() == LOOPBACK
                || facts.deviceType().equals("bridge")
                || INSIDE.matcher(facts.name()).matches()) {
            return Optional.empty();
        }
        if (facts.wireless()
                || facts.deviceType().equals("wlan")
                || facts.name().startsWith("wl")) {
            return Optional.of(BearerType.WIFI);
        }
        if (facts.deviceType().equals("wwan")
                || facts.hardware() == PPP
                || facts.hardware() == RAW_IP
                || facts.name().startsWith("ww")) {
            return Optional.of(BearerType.CELLULAR);
        }
        if (facts.hardware() == NONE || facts.deviceType().equals("wireguard")) {
            return Optional.of(BearerType.VPN);
        }
        if (facts.name().startsWith("bnep")) {
            return Optional.of(BearerType.BLUETOOTH);
        }
        // in a container the wire is virtual too
        boolean wire = facts.physical() || WIRED.matcher(facts.name()).matches();
        return facts.hardware() == ETHER && wire ? Optional.of(BearerType.ETHERNET) : Optional.empty();
    }
}
