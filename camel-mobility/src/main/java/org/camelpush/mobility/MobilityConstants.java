package org.camelpush.mobility;

import org.apache.camel.spi.Metadata;

/** Headers of this component. None that comes from outside chooses a bearer. */
public final class MobilityConstants {

    @Metadata(label = "consumer", description = "What happened, in one word.", javaType = "String")
    public static final String EVENT = "CamelMobilityEvent";

    private MobilityConstants() {}
}
