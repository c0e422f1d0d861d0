package org.camelpush.mobility;

import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.camelpush.mobility.manager.ManagerInput;
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
        message.removeHeaders(MobilityConstants.PREFIX + "*"); // none from outside chooses anything
        String bearer = getEndpoint().getBearer();
        switch (getEndpoint().getOperation()) {
            case select ->
                new BearerChoice(
                                getEndpoint().hub(),
                                getEndpoint().getMaxMeteredSize(),
                                getEndpoint().isFailOnRefusal())
                        .stamp(message);
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
        return getEndpoint().hub().sessions().of(getEndpoint().getSession());
    }
}
