package org.camelpush.imapidle.net;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With epoll, whose library is on the class path here; without it see the folder {@code bare}. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class TransportTest {

    private final EventLoops loops = EventLoops.start("test-#name#-#counter#");

    @AfterEach
    void stop() {
        loops.close();
    }

    private Bootstrap bootstrap() {
        return loops.next().clone().handler(new ChannelInboundHandlerAdapter());
    }

    @Test
    void aConnectionHasKeepAliveAndTheTimeOutOfTheEndpoint() throws Exception {
        Bootstrap own = bootstrap();
        Transport.userTimeout(own, Duration.ofSeconds(17));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel channel = own.connect(server.getLocalSocketAddress()).sync().channel();
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                    .isEqualTo(17_000);
            channel.close().sync();
        }
    }

    @Test
    void aTimeOutBeyondTheKernelsIsTheLongestItTakes() throws Exception {
        Bootstrap own = bootstrap();
        Transport.userTimeout(own, Duration.ofDays(300));
        Channel channel = own.register().sync().channel();
        assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                .isEqualTo(Integer.MAX_VALUE);
        channel.close().sync();
    }

    @Test
    void theBootstrapThatIsSharedStaysAsItIs() {
        Transport.userTimeout(bootstrap(), Duration.ofSeconds(17));
        assertThat(loops.next().config().options()).doesNotContainKey(EpollChannelOption.TCP_USER_TIMEOUT);
    }

    @Test
    void aDeviceThatDoesNotExistOrCannotIsAnErrorAndNoWarning() throws Exception {
        Channel channel = bootstrap().register().sync().channel();
        assertThatThrownBy(() -> Transport.bindToDevice(channel, "nosuch0"))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("No such device");
        assertThatThrownBy(() -> Transport.bindToDevice(channel, "lo-and-something"))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("more than 15 octets");
        channel.close().sync();
    }
}
