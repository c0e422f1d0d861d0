package org.camelpush.imapidle.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** While open, Netty follows every buffer; what it finds that nobody released is kept. */
public final class NettyLeaks implements AutoCloseable {

    private static final Logger LOGGER = (Logger) LogManager.getLogger(ResourceLeakDetector.class);

    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private final Lines lines = new Lines();

    private NettyLeaks() {}

    /** Begins to watch all buffers of this JVM. */
    public static NettyLeaks watch() {
        NettyLeaks leaks = new NettyLeaks();
        leaks.lines.start();
        LOGGER.addAppender(leaks.lines);
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        return leaks;
    }

    /** What was logged so far of buffers that the garbage collector found before anybody released them. */
    public List<String> found() {
        System.gc();
        // Netty tells of the lost ones when it makes the next
        ByteBuf next = ByteBufAllocator.DEFAULT.buffer(1);
        next.release();
        return lines.kept;
    }

    @Override
    public void close() {
        ResourceLeakDetector.setLevel(before);
        LOGGER.removeAppender(lines);
        lines.stop();
    }

    private static final class Lines extends AbstractAppender {

        private final List<String> kept = new CopyOnWriteArrayList<>();

        private Lines() {
            super("leaks", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            String message = event.getMessage().getFormattedMessage();
            if (message.contains("LEAK")) {
                kept.add(message);
            }
        }
    }
}
