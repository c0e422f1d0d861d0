package org.camelpush.imapidle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** All that is logged until it is closed, with every line of ours switched on. */
public final class LogLines implements AutoCloseable {

    private static final String OURS = "org.camelpush";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    };
    private final Level before;

    public LogLines() {
        appender.start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getRootLogger().addAppender(appender);
        before = context.getLogger(OURS).getLevel();
        Configurator.setLevel(OURS, Level.TRACE);
    }

    /** What was logged so far, each with what was thrown. */
    public List<String> all() {
        return lines;
    }

    @Override
    public void close() {
        Configurator.setLevel(OURS, before);
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().removeAppender(appender);
    }
}
