package org.camelpush.mobility;

import org.apache.camel.RuntimeCamelException;

/** There is no bearer that may be used, or an operation is about something that is not there. */
public class MobilityException extends RuntimeCamelException {

    private static final long serialVersionUID = 1L;

    public MobilityException(String message) {
        super(message);
    }
}
