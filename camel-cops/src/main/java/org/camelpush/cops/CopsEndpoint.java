package org.camelpush.cops;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.security.TlsMode;
import org.camelpush.cops.session.PdpAddress;

/** Decide on policy requests of network devices, or ask for such decisions (COPS, RFC 2748). */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "cops,copss",
        title = "COPS,COPS (Secure)",
        syntax = "cops:host:port",
        category = {Category.NETWORKING},
        headersClass = CopsConstants.class)
@Metadata(annotations = {"protocol=cops"})
public class CopsEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriParam
    private CopsConfiguration configuration;

    public CopsEndpoint(String uri, CopsComponent component, CopsConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
        setExchangePattern(ExchangePattern.InOut);
    }

    @Override
    public CopsComponent getComponent() {
        return (CopsComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() throws Exception {
        if (configuration.getRole() == CopsRole.PDP) {
            AddressOptions.requireHost(configuration);
            return new CopsPdpProducer(this);
        }
        CopsOptions.validatePep(configuration);
        return new CopsProducer(this, CopsSecurity.of(this));
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DefaultConsumer consumer;
        if (configuration.getRole() == CopsRole.PEP) {
            CopsOptions.validatePep(configuration);
            consumer = new CopsPepConsumer(this, processor, CopsSecurity.of(this));
        } else {
            AddressOptions.requireHost(configuration);
            CopsOptions.range(
                    "port",
                    configuration.getPort(),
                    AddressOptions.pdpDials(configuration) ? 1 : 0,
                    CopsOptions.MAX_UINT16);
            consumer = new CopsConsumer(this, processor);
        }
        configureConsumer(consumer);
        return consumer;
    }

    /**
     * Takes the PEP of this endpoint, and with it all ends that share its connection, to another connection that comes from that
     * address of this host, as all later ones do until the component is gone: the network is another one. What waits for a
     * decision fails, what is asked meanwhile waits, and the PDP keeps the request states (RFC 2748 §2.5). From an address that
     * this host does not have there is no connection, by whatever other way.
     *
     * @param localAddress a literal, such as 10.0.1.5
     * @return completes when a client type is open again, or at once where the PEP has no end yet; exceptionally, saying why, when
     *     no PDP can be had
     * @throws IllegalArgumentException when this endpoint has not what a PEP needs, or the PEP listens for its PDP
     */
    public CompletionStage<Void> redial(String localAddress) {
        requireThatItDials();
        try {
            return getComponent().peps().redial(pep(), InetAddress.getByName(localAddress));
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException(localAddress + " is no address of this host", none);
        }
    }

    /**
     * No network may be used: closes the connection of the PEP of this endpoint, without a goodbye, and none is made before the
     * next {@link #redial}, for whichever of the ends that share it. What is asked meanwhile waits, for its request time-out at
     * the longest, and the PDP keeps the request states.
     *
     * @throws IllegalArgumentException when this endpoint has not what a PEP needs, or the PEP listens for its PDP
     */
    public void goOffline() {
        requireThatItDials();
        getComponent().peps().goOffline(pep());
    }

    private void requireThatItDials() {
        CopsOptions.require(
                !AddressOptions.pepListens(configuration),
                "clientMode",
                false,
                "true, or left out, for a PEP that goes from one address to another");
    }

    /** What its PEP was asked and has not answered. */
    public int getPending() {
        return getComponent().peps().pending(pep());
    }

    private PepSessions.Key pep() {
        CopsOptions.validatePep(configuration);
        return new PepSessions.Key(AddressOptions.servers(configuration).get(0), new PepId(configuration.getPepId()));
    }

    @Override
    public String getServiceUrl() {
        String host = configuration.getHost();
        return PdpAddress.isService(host) ? host : host + ':' + configuration.getPort();
    }

    @Override
    public String getServiceProtocol() {
        return configuration.getTls() == TlsMode.IMPLICIT ? CopsComponent.TLS_SCHEME : "cops";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        String pepId = configuration.getPepId();
        return pepId == null ? Map.of() : Map.of("pepId", pepId);
    }

    public CopsConfiguration getConfiguration() {
        return configuration;
    }

    /** The options of this endpoint. */
    public void setConfiguration(CopsConfiguration configuration) {
        this.configuration = configuration;
    }
}
