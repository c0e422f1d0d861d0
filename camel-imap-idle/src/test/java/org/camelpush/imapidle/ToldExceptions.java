package org.camelpush.imapidle;

import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** An exception handler that keeps what it is told. */
public record ToldExceptions(List<Throwable> told) implements ExceptionHandler {

    @Override
    public void handleException(Throwable exception) {
        told.add(exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        told.add(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        told.add(exception);
    }
}
