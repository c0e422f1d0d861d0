package org.camelpush.mobility;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.session.SessionDriver;

/** Operates a hub. What it does and to whom is said in the URI; what comes in headers from outside is taken away. */
public class MobilityProducer extends DefaultProducer {

    public MobilityProducer(MobilityEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public MobilityEndpoint getEndpoint() {
        return (MobilityEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getEndpoint().hub().begin();
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders(MobilityConstants.PREFIX + "*");
        String bearer = getEndpoint().getBearer();
        switch (getEndpoint().getOperation()) {
            case select -> select(message);
            case report -> getEndpoint().hub().report(message.getBody());
            case pin -> tell(new ManagerInput.Pin(bearer));
            case unpin -> tell(new ManagerInput.Pin(null));
            case approve -> tell(new ManagerInput.Approve());
            case resend -> settleHeld(true);
            case dismiss -> settleHeld(false);
            case migrate -> tell(new ManagerInput.Migrate(bearer, getEndpoint().getDrain()));
            case status -> message.setBody(getEndpoint().hub().status().toMap());
        }
    }

    private void tell(ManagerInput input) {
        named().forEach(each -> each.tell(input));
    }

    private void settleHeld(boolean again) {
        named().forEach(each -> each.session().settleHeld(again));
    }

    /** The session of the URI, or all where it names none. */
    private List<SessionDriver> named() {
        HubSessions sessions = getEndpoint().hub().sessions();
        String name = getEndpoint().getSession();
        if (name != null && sessions.find(name).isEmpty()) {
            throw new MobilityException("There is no session " + name + " in the hub "
                    + getEndpoint().getName() + "; there are "
                    + sessions.all().stream().map(each -> each.session().name()).toList());
        }
        return sessions.of(name);
    }

    private void select(Message message) {
        Mobility hub = getEndpoint().hub();
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
        } else {
            refuse(
                    message,
                    permitted.isEmpty()
                            ? "there is no bearer that may be used"
                            : "there are only metered bearers, and the body has more than "
                                    + getEndpoint().getMaxMeteredSize() + " octets");
        }
    }

    private boolean isSmall(Message message) {
        long most = getEndpoint().getMaxMeteredSize();
        if (most < 0) {
            return true;
        }
        byte[] body = message.getBody(byte[].class);
        return body == null || body.length <= most;
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
        if (getEndpoint().isFailOnRefusal()) {
            throw new MobilityException("The exchange may not use any bearer: " + why);
        }
        message.setHeader(MobilityConstants.DECISION, "refuse");
        message.setHeader(MobilityConstants.WHY, why);
    }
}
