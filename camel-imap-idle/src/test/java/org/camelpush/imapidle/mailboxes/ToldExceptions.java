package org.camelpush.imapidle.mailboxes;

import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** Notes what a consumer tells its exception handler. */
final class ToldExceptions implements ExceptionHandler {

    private final List<String> told;

    ToldExceptions(List<String> told) {
        this.told = told;
    }

    @Override
    public void handleException(Throwable exception) {
        told.add(exception.getMessage());
    }

    @Override
    public void handleException(String message, Throwable exception) {
        told.add(exception.getMessage());
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        told.add(exception.getMessage());
    }
}
