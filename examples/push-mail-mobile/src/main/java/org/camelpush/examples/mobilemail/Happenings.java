package org.camelpush.examples.mobilemail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelpush.mobility.MobilityConstants;

/** What has happened to networks and to the session, in one word each. */
final class Happenings implements Processor {

    private final List<String> names = new CopyOnWriteArrayList<>();

    @Override
    public void process(Exchange exchange) {
        names.add(exchange.getIn().getHeader(MobilityConstants.EVENT, String.class));
    }

    /** How often that has happened. */
    long count(String name) {
        return names.stream().filter(name::equals).count();
    }
}
