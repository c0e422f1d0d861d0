package org.camelpush.mobility.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Warnings that a class has logged since this was made. */
public final class LogLines implements AutoCloseable {

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final AbstractAppender appender;

    private LogLines(Class<?> of) {
        logger = (Logger) LogManager.getLogger(of);
        appender = new AbstractAppender("lines of " + of.getName(), null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
                    warnings.add(event.getMessage().getFormattedMessage());
                }
            }
        };
        appender.start();
        logger.addAppender(appender);
    }

    public static LogLines of(Class<?> logging) {
        return new LogLines(logging);
    }

    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        logger.removeAppender(appender);
    }
}
