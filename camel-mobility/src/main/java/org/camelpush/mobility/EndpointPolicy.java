package org.camelpush.mobility;

import java.util.concurrent.CompletionStage;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.service.ServiceHelper;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;

/** A policy whose decisions an endpoint makes, such as {@code direct:decide}: as a part of a chain, or alone. */
@Metadata(label = "bean", description = "A mobility policy whose decisions an endpoint makes, such as direct:decide.")
@Configurer(metadataOnly = true)
public class EndpointPolicy implements MobilityPolicy, CamelContextAware {

    @Metadata(description = "Whom to ask, as a Camel URI.", required = true)
    private String uri;

    private CamelContext camelContext;
    private volatile RouteQuestions questions;

    @Override
    public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
        return questions().decide(request);
    }

    private synchronized RouteQuestions questions() {
        if (questions == null) {
            try {
                Endpoint endpoint = camelContext.getEndpoint(uri);
                var producer = endpoint.createAsyncProducer();
                ServiceHelper.startService(producer);
                camelContext.addService(producer, true, false);
                questions = new RouteQuestions(
                        producer,
                        new Created(endpoint),
                        camelContext.getExecutorServiceManager().newCachedThreadPool(this, "MobilityQuestion"));
            } catch (Exception failure) {
                throw new IllegalStateException("The policy cannot ask " + uri + ": " + failure.getMessage(), failure);
            }
        }
        return questions;
    }

    /** Exchanges of an endpoint, which nobody reuses. */
    private record Created(Endpoint endpoint) implements RouteQuestions.Exchanges {
        @Override
        public Exchange create() {
            return endpoint.createExchange(ExchangePattern.InOut);
        }

        @Override
        public void release(Exchange exchange) {
            // it is nobody else's
        }
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camelContext = context;
    }

    public String getUri() {
        return uri;
    }

    /** Whom to ask, as a Camel URI. */
    public void setUri(String uri) {
        this.uri = uri;
    }
}
