package org.camelpush.mobility.sessions;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerBook;
import org.camelpush.mobility.session.BearerSocketFactory;
import org.camelpush.mobility.testkit.Bearers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BearerSocketFactoryTest {

    private final BearerSocketFactory sockets = new BearerSocketFactory();

    @Test
    void scenario45_withoutABearerThereIsNoSocket() {
        assertThatThrownBy(sockets::createSocket)
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("nothing is sent by another way");
        assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", 1)).isInstanceOf(SocketException.class);
    }

    @Test
    void aSessionHasSoManySocketsAndNoMore() throws Exception {
        sockets.use(Bearers.wifi());
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < BearerSocketFactory.MAX_SOCKETS; i++) {
                open.add(sockets.createSocket());
            }
            assertThatThrownBy(sockets::createSocket).hasMessageContaining("" + BearerSocketFactory.MAX_SOCKETS);
            open.remove(0).close();
            open.add(sockets.createSocket());
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
    }

    @Test
    void scenario39_anAddressThatIsGoneGivesNoSocketEither() {
        sockets.use(Bearers.wifi().withAddresses(List.of("192.0.2.7")));
        assertThatThrownBy(sockets::createSocket).isInstanceOf(BindException.class);
    }

    @Test
    void theBearerChoosesTheLocalAddressAndNobodyElse() throws Exception {
        sockets.use(Bearers.wifi());
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Socket one = sockets.createSocket("127.0.0.1", server.getLocalPort());
                Socket other = sockets.createSocket(
                        InetAddress.getByName("127.0.0.1"),
                        server.getLocalPort(),
                        InetAddress.getByName("127.0.0.9"),
                        0)) {
            assertThat(one.getLocalAddress().getHostAddress()).isEqualTo("127.0.0.2");
            assertThat(other.getLocalAddress().getHostAddress()).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void scenario40_socketsOfAnOlderGenerationAreAbortedAndThoseOfTheNextAreNot() throws Exception {
        BearerBook book = new BearerBook();
        book.look(List.of(Bearers.wifi().withDevice("wlan0", 3)));
        Bearer first = book.snapshot().all().get(0);
        book.look(List.of(Bearers.wifi().withDevice("wlan0", 4)));
        Bearer second = book.snapshot().all().get(0);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            sockets.use(first);
            Socket old = sockets.createSocket("127.0.0.1", server.getLocalPort());
            sockets.use(second);
            Socket fresh = sockets.createSocket("127.0.0.1", server.getLocalPort());
            CompletableFuture<Throwable> reader = CompletableFuture.supplyAsync(() -> {
                try {
                    old.getInputStream().read();
                    return null;
                } catch (IOException failure) {
                    return failure;
                }
            });
            sockets.abort(first);
            assertThat(reader.get(10, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
            assertThat(fresh.isClosed()).isFalse();
            fresh.close();
        }
    }
}
