package org.camelpush.mobility;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.camel.Message;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.MobilityPolicy;

/**
 * Chooses the bearer that an exchange is to use now, and stamps it.
 *
 * @param maxMeteredSize a body of more octets is refused while there are only metered bearers; -1 for no bound
 * @param failOnRefusal whether a refusal throws; otherwise a header tells of it
 */
record BearerChoice(Mobility hub, long maxMeteredSize, boolean failOnRefusal) {

    /**
     * True when there is a bearer for it.
     *
     * @throws MobilityException when there is none, and a refusal throws
     */
    boolean stamp(Message message) {
        message.removeHeaders(MobilityConstants.PREFIX + "*"); // none from outside chooses anything
        MobilityPolicy policy = hub.hubPolicy();
        List<Bearer> permitted = hub.getMonitor().snapshot().all().stream()
                .filter(bearer -> bearer.isUsable() && policy.permits(bearer))
                .sorted(policy.preference())
                .toList();
        Optional<Bearer> affordable = permitted.stream()
                .filter(bearer -> !bearer.metered().isMetered() || isSmall(message))
                .findFirst();
        if (affordable.isPresent()) {
            use(message, affordable.get());
            return true;
        }
        refuse(
                message,
                permitted.isEmpty()
                        ? "there is no bearer that may be used"
                        : "there are only metered bearers, and the body has more than " + maxMeteredSize + " octets");
        return false;
    }

    private boolean isSmall(Message message) {
        if (maxMeteredSize < 0) {
            return true;
        }
        byte[] body = message.getBody(byte[].class);
        return body == null || body.length <= maxMeteredSize;
    }

    private static void use(Message message, Bearer bearer) {
        message.setHeader(MobilityConstants.DECISION, "use");
        message.setHeader(MobilityConstants.BEARER, bearer.id());
        message.setHeader(MobilityConstants.BEARER_TYPE, bearer.type().name().toLowerCase(Locale.ROOT));
        message.setHeader(MobilityConstants.METERED, bearer.metered().isMetered());
        message.setHeader(MobilityConstants.LOCAL_ADDRESS, bearer.address());
        message.setHeader(MobilityConstants.NETWORK_INTERFACE, bearer.networkInterface());
        message.setHeader(MobilityConstants.WHY, "it is the best that is permitted");
    }

    private void refuse(Message message, String why) {
        if (failOnRefusal) {
            throw new MobilityException("The exchange may not use any bearer: " + why);
        }
        message.setHeader(MobilityConstants.DECISION, "refuse");
        message.setHeader(MobilityConstants.WHY, why);
    }
}
