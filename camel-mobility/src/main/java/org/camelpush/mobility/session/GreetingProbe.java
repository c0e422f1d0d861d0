package org.camelpush.mobility.session;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.bearer.ServerProbe;

/**
 * Connects from a bearer's address to the account's own server, and waits for its greeting; with TLS its certificate must be
 * valid and of that name. A captive portal has neither, and never sees a password. A COPS server does not greet: there the
 * connection is all. Who asks what is just being found out hears the same answer: the sessions of a server, of which there may be
 * thousands, do not knock at it one by one.
 */
public final class GreetingProbe implements ServerProbe {

    private static final int MAX_GREETING = 512;

    private static final Map<String, Pattern> GREETINGS = Map.of(
            "imap", Pattern.compile("\\* (OK|PREAUTH|BYE).*"),
            "pop3", Pattern.compile("(\\+OK|-ERR).*"),
            "smtp", Pattern.compile("(220|421|554)[ -].*"));

    private record Question(String bearer, long generation, String from, ServerAddress server) {}

    private final Map<Question, CompletableFuture<Reachability>> asked = new ConcurrentHashMap<>();
    private final Executor threads;
    private final Duration timeout;

    /**
     * @param threads for the probes, which block
     * @param timeout of each step of a probe
     */
    public GreetingProbe(Executor threads, Duration timeout) {
        this.threads = threads;
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<Reachability> probe(Bearer bearer, ServerAddress server) {
        Question question = new Question(bearer.id(), bearer.generation(), bearer.address(), server);
        CompletableFuture<Reachability> answer = asked.computeIfAbsent(
                question, first -> CompletableFuture.supplyAsync(() -> look(bearer, server), threads));
        answer.whenComplete((reachability, failure) -> asked.remove(question, answer));
        return answer;
    }

    private Reachability look(Bearer bearer, ServerAddress server) {
        try (Socket socket = connect(bearer, server)) {
            return greets(socket, server) ? Reachability.SERVER : Reachability.PORTAL;
        } catch (SSLException otherCertificate) {
            return Reachability.PORTAL;
        } catch (BindException addressIsGone) {
            return Reachability.NONE;
        } catch (IOException noAnswer) {
            return Reachability.LOCAL;
        }
    }

    private Socket connect(Bearer bearer, ServerAddress server) throws IOException {
        int millis = (int) timeout.toMillis();
        InetAddress local = InetAddress.getByName(bearer.address());
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(local, 0));
            socket.connect(new InetSocketAddress(remote(server.host(), local), server.port()), millis);
            socket.setSoTimeout(millis);
            return server.tls() == null ? socket : secure(socket, server);
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /** A socket bound to IPv4 reaches no IPv6 address, and the other way round. */
    static InetAddress remote(String host, InetAddress local) throws IOException {
        InetAddress[] all = InetAddress.getAllByName(host);
        return Arrays.stream(all)
                .filter(address -> address.getClass() == local.getClass())
                .findFirst()
                .orElse(all[0]);
    }

    private static Socket secure(Socket socket, ServerAddress server) throws IOException {
        SSLSocket tls =
                (SSLSocket) server.tls().getSocketFactory().createSocket(socket, server.host(), server.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2595 §2.4 by the rules of RFC 2818
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private static boolean greets(Socket socket, ServerAddress server) throws IOException {
        Pattern greeting = GREETINGS.get(server.protocol());
        if (greeting == null) {
            return true;
        }
        StringBuilder line = new StringBuilder();
        int octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new IOException("closed without a greeting");
        }
        while (octet >= 0 && octet != '\n' && line.length() < MAX_GREETING) {
            line.append((char) octet);
            octet = socket.getInputStream().read();
        }
        return greeting.matcher(line.toString().trim()).matches();
    }
}
