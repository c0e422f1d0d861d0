package org.camelpush.mobility;

import java.util.Locale;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.policy.MigrationOutcome;

/** Hears of bearers and of migrations, one after the other and in order; or takes the hub's questions, and is its policy. */
public class MobilityConsumer extends DefaultConsumer implements RouteQuestions.Exchanges {

    private Runnable unlisten;
    private RouteQuestions questions;

    public MobilityConsumer(MobilityEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public MobilityEndpoint getEndpoint() {
        return (MobilityEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Mobility hub = getEndpoint().hub();
        hub.begin();
        if (getEndpoint().takes(EventKind.QUESTIONS)) {
            questions =
                    new RouteQuestions(getAsyncProcessor(), this, hub.tools().threads());
            hub.hubPolicy().route(questions);
        }
        unlisten = hub.events().listen(this::tell);
    }

    @Override
    protected void doStop() throws Exception {
        if (unlisten != null) {
            unlisten.run();
            unlisten = null;
        }
        if (questions != null) {
            getEndpoint().hub().hubPolicy().noRoute(questions);
            questions = null;
        }
        super.doStop();
    }

    @Override
    public Exchange create() {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        return exchange;
    }

    @Override
    public void release(Exchange exchange) {
        releaseExchange(exchange, false);
    }

    private void tell(MobilityEvent event) {
        boolean bearer = event instanceof MobilityEvent.BearerChanged;
        if (!getEndpoint().takes(bearer ? EventKind.BEARERS : EventKind.MIGRATIONS)) {
            return;
        }
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOnly);
            fill(exchange.getIn(), event);
            getProcessor().process(exchange);
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        if (exchange.getException() != null) {
            getExceptionHandler()
                    .handleException("The route failed at \"" + event + "\"", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
    }

    private static void fill(Message message, MobilityEvent event) {
        message.setBody(event);
        message.setHeader(MobilityConstants.EVENT, event.name());
        if (event instanceof MobilityEvent.BearerChanged changed) {
            Bearer bearer = changed.getEvent().bearer();
            message.setHeader(MobilityConstants.BEARER, bearer.id());
            message.setHeader(
                    MobilityConstants.BEARER_TYPE, bearer.type().name().toLowerCase(Locale.ROOT));
        } else if (event instanceof MobilityEvent.SessionChanged changed) {
            message.setHeader(MobilityConstants.SESSION, changed.getSession());
            message.setHeader(MobilityConstants.WHY, changed.getEvent().words());
            if (changed.getEvent() instanceof ManagerEvent.Started started) {
                way(message, started.from(), started.to());
            }
        } else if (event instanceof MobilityEvent.MigrationCompleted completed) {
            MigrationOutcome outcome = completed.getOutcome();
            message.setHeader(MobilityConstants.SESSION, outcome.session());
            message.setHeader(MobilityConstants.WHY, outcome.reason());
            way(message, outcome.from(), outcome.to());
        }
    }

    private static void way(Message message, Bearer from, Bearer to) {
        message.setHeader(MobilityConstants.OLD_BEARER, from == null ? null : from.id());
        message.setHeader(MobilityConstants.NEW_BEARER, to == null ? null : to.id());
    }
}
