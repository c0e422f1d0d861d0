package org.camelpush.mobility;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Runs a block of steps only where there is a bearer for it: {@code policy} around them, with this bean as {@code ref}. The
 * exchange is stamped with the bearer, as by {@code operation=select}; where it is refused, it fails or goes on behind the block.
 */
@Metadata(
        label = "bean",
        description = "Runs a block of steps only where there is a bearer that the exchange may use.",
        annotations = {"interfaceName=org.apache.camel.spi.Policy"})
@Configurer(metadataOnly = true)
public class BearerStepsPolicy implements Policy, CamelContextAware {

    @Metadata(description = "The hub whose policy decides.", javaType = "org.camelpush.mobility.Mobility")
    private Mobility mobility;

    @Metadata(
            description = "A body of more octets is refused while there are only metered bearers; -1 for no bound.",
            defaultValue = "-1")
    private long maxMeteredSize = -1;

    @Metadata(
            description = "Whether a refusal fails the exchange; otherwise it goes on behind the block.",
            defaultValue = "true")
    private boolean failOnRefusal = true;

    private CamelContext camelContext;

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        hub().begin();
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        BearerChoice choice = new BearerChoice(hub(), maxMeteredSize, failOnRefusal);
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    if (choice.stamp(exchange.getMessage())) {
                        return super.process(exchange, callback);
                    }
                } catch (RuntimeException refused) {
                    exchange.setException(refused);
                }
                callback.done(true);
                return true;
            }
        };
    }

    private Mobility hub() {
        return MobilityComponent.hub(camelContext, mobility);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camelContext = context;
    }

    public Mobility getMobility() {
        return mobility;
    }

    /** The hub whose policy decides. */
    public void setMobility(Mobility mobility) {
        this.mobility = mobility;
    }

    public long getMaxMeteredSize() {
        return maxMeteredSize;
    }

    /** A body of more octets is refused while there are only metered bearers; -1 for no bound. */
    public void setMaxMeteredSize(long maxMeteredSize) {
        this.maxMeteredSize = maxMeteredSize;
    }

    public boolean isFailOnRefusal() {
        return failOnRefusal;
    }

    /** Whether a refusal fails the exchange; otherwise it goes on behind the block. */
    public void setFailOnRefusal(boolean failOnRefusal) {
        this.failOnRefusal = failOnRefusal;
    }
}
