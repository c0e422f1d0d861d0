package org.camelpush.benchmarks.cops;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Asks so many times a second, on one connection, whether it is answered or not. What counts is the time from when a request was
 * due to its answer: one that waits for the ones before it is late too.
 */
final class PacedLoad extends SimpleChannelInboundHandler<ByteBuf> implements AutoCloseable {

    private static final int SLOTS = 512;
    private static final int MOST = 20_000_000;
    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final ByteBuf[] requests = new ByteBuf[SLOTS];
    private final long[] due = new long[SLOTS];
    private final int[] free = new int[SLOTS];
    private final double nanosEach;
    private final boolean speaksCops;
    private final Channel channel;

    private ChannelHandlerContext asker;
    private int unused = SLOTS;
    private long first;
    private long count;
    /** Wakes the event loop, which by itself wakes each millisecond at best: that is too late for what is measured here. */
    private final Thread pacer = new Thread(this::pace, "pacer");

    private volatile boolean stopped;
    private volatile boolean ticking;
    private long[] times = new long[1 << 16];
    private int timed;
    private volatile boolean measuring;

    PacedLoad(Answerer server, double rate) throws InterruptedException {
        nanosEach = 1e9 / rate;
        speaksCops = server.speaksCops();
        for (int i = 0; i < SLOTS; i++) {
            requests[i] = Octets80.request(i);
            free[i] = i;
        }
        channel = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(Echo.frames(), PacedLoad.this);
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), server.port())
                .sync()
                .channel();
    }

    /** Nanoseconds of each answer that came while it was measured. */
    long[] run(long warmUpMillis, long measuredMillis) throws InterruptedException {
        Thread.sleep(warmUpMillis);
        measuring = true;
        Thread.sleep(measuredMillis);
        measuring = false;
        stopped = true;
        pacer.join();
        channel.eventLoop().submit(() -> {}).sync();
        return Arrays.copyOf(times, timed);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (speaksCops) {
            context.writeAndFlush(Octets80.open("pep"));
        } else {
            begin(context);
        }
    }

    private void begin(ChannelHandlerContext context) {
        first = System.nanoTime();
        asker = context;
        pacer.start();
    }

    private void pace() {
        while (!stopped) {
            LockSupport.parkNanos(TICK_NANOS);
            if (!ticking) {
                ticking = true;
                asker.executor().execute(this::tick);
            }
        }
    }

    private void tick() {
        ticking = false;
        ChannelHandlerContext context = asker;
        if (stopped || !context.channel().isActive()) {
            return;
        }
        long now = System.nanoTime();
        boolean asked = false;
        for (long next = next(); next <= now && unused > 0; next = next()) {
            int slot = free[--unused];
            due[slot] = next;
            count++;
            context.write(requests[slot].retainedDuplicate(), context.voidPromise());
            asked = true;
        }
        if (asked) {
            context.flush();
        }
    }

    private long next() {
        return first + (long) (count * nanosEach);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        if (first == 0) {
            begin(context); // it was the CAT
            return;
        }
        int slot = (int) message.getLong(Octets80.HANDLE_AT);
        free[unused++] = slot;
        if (measuring && timed < MOST) {
            if (timed == times.length) {
                times = Arrays.copyOf(times, timed * 2);
            }
            times[timed++] = System.nanoTime() - due[slot];
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        for (ByteBuf request : requests) {
            request.release();
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loops.shutdownGracefully().syncUninterruptibly();
    }
}
