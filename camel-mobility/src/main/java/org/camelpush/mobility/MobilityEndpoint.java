package org.camelpush.mobility;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Follow and steer which network (bearer) live mail sessions use. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "mobility",
        title = "Mobility",
        syntax = "mobility:name",
        category = {Category.NETWORKING, Category.MAIL},
        headersClass = MobilityConstants.class)
public class MobilityEndpoint extends DefaultEndpoint {

    @UriPath
    @Metadata(required = true)
    private String name;

    public MobilityEndpoint(String uri, MobilityComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public MobilityComponent getComponent() {
        return (MobilityComponent) super.getComponent();
    }

    Mobility hub() {
        return getComponent().hub(name);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("not here yet");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        throw new UnsupportedOperationException("not here yet");
    }

    public String getName() {
        return name;
    }

    /** Name of the hub: that of a bean of type {@code org.camelpush.mobility.Mobility}, or of one that is made. */
    public void setName(String name) {
        this.name = name;
    }
}
