package org.camelpush.cops.net;

import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.camelpush.cops.codec.SignedPart;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.security.ConnectionSecurity;
import org.camelpush.cops.security.Names;
import org.camelpush.cops.security.PdpSecurity;
import org.camelpush.cops.security.SecurityEffect;
import org.camelpush.cops.security.SecurityFault;
import org.camelpush.cops.security.Unsealed;

/**
 * Stands between the codec and the session of a connection, and lets through only what is as secure as it has to be. Runs one
 * {@link ConnectionSecurity}.
 */
final class SecurityGate extends ChannelInboundHandlerAdapter implements SecurityEffect.Performer {

    private final ConnectionSecurity security;
    private final Function<ChannelHandlerContext, ChannelHandler> tls;
    private final Runnable ready;
    private final ConnectionTraffic traffic;
    private final Consumer<SecurityFault> refused;
    private final InstantSource clock = InstantSource.system();

    private ChannelHandlerContext context;
    /** What is being looked at. */
    private Object content;

    private boolean over;

    /**
     * @param tls makes what is put in front of the pipeline when TLS begins
     * @param ready hears when the session may begin, where this side has to wait for that
     * @param refused hears why a connection is ended
     */
    SecurityGate(
            ConnectionSecurity security,
            Function<ChannelHandlerContext, ChannelHandler> tls,
            Runnable ready,
            ConnectionTraffic traffic,
            Consumer<SecurityFault> refused) {
        this.security = security;
        this.tls = tls;
        this.ready = ready;
        this.traffic = traffic;
        this.refused = refused;
    }

    /** How messages are signed. */
    CopsEncoder encoder() {
        return new CopsEncoder(message -> security.sign(message, clock), traffic);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        active.fireChannelActive();
        perform(security.connected(clock.instant()));
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (over) {
            return;
        }
        SignedPart part = null;
        content = message;
        if (message instanceof Signed signed) {
            part = signed.part();
            content = signed.content();
        }
        perform(
                content instanceof CopsMessage cops
                        ? security.received(cops, part, clock)
                        : security.malformed((MalformedMessage) content, part, clock));
    }

    private void perform(List<SecurityEffect> effects) {
        for (SecurityEffect effect : effects) {
            if (!over) {
                effect.dispatch(this);
            }
        }
    }

    @Override
    public void pass() {
        if (content instanceof CopsMessage message) {
            traffic.passed(message, security instanceof PdpSecurity);
            context.fireChannelRead(Unsealed.of(message));
        } else {
            context.fireChannelRead(content);
        }
    }

    @Override
    public void send(CopsMessage message) {
        context.writeAndFlush(message, context.voidPromise());
    }

    /** What has come in clear behind the agreement may be anybody's: it is thrown away, or is the end (RFC 4261 §5.2). */
    @Override
    public void startTls() {
        CopsDecoder decoder = context.pipeline().get(CopsDecoder.class);
        boolean injected = decoder.pause();
        ChannelHandler first = tls.apply(context);
        if (injected && first instanceof TlsDoor) {
            perform(security.clearText());
        } else {
            context.pipeline().addFirst(first);
        }
    }

    @Override
    public void ready() {
        ready.run();
    }

    @Override
    public void refuse(SecurityFault fault) {
        traffic.refused(fault);
        refused.accept(fault);
        send(new CloseMessage(0, fault.error(), null, null));
        leave(fault.text());
    }

    @Override
    public void leave(String why) {
        over = true;
        context.fireUserEventTriggered(new Ending(why));
        Farewell.closeWhenSent(context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event == TlsDoor.CLEAR_TEXT) {
            perform(security.clearText());
        } else if (event instanceof SslHandshakeCompletionEvent handshake) {
            handshake(handshake);
        } else if (event instanceof SslCloseCompletionEvent close && !close.isSuccess() && !over) {
            // RFC 4261 §6: a premature close
            from.fireUserEventTriggered(
                    new Ending("it was cut off: the peer has not closed TLS, and what came last may not be all"));
        }
        from.fireUserEventTriggered(event);
    }

    private void handshake(SslHandshakeCompletionEvent event) {
        if (event.isSuccess()) {
            context.pipeline().get(CopsDecoder.class).resume();
            SSLEngine engine = context.pipeline().get(SslHandler.class).engine();
            // a renegotiation, which TLS 1.2 has, could bring another certificate than the one that is looked at now
            engine.setEnableSessionCreation(engine.getUseClientMode());
            perform(security.tlsUp(names(engine.getSession()), clock.instant()));
        } else {
            noTls(event.cause());
        }
    }

    private void noTls(Throwable cause) {
        if (!over) {
            String why = whyNoTls(cause);
            SecurityFault fault = new SecurityFault(SecurityFault.Kind.FAILED, null, why);
            traffic.refused(fault);
            refused.accept(fault);
            leave(why);
        }
    }

    private static String whyNoTls(Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return "the peer does not speak TLS here";
        }
        return cause instanceof ClosedChannelException
                ? "the peer has closed it before TLS was up; does it speak TLS here?"
                : "TLS could not be had: " + cause.getMessage();
    }

    private static Set<String> names(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Names.of(certificate)
                    : Set.of();
        } catch (SSLPeerUnverifiedException none) {
            return Set.of();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable failure) {
        if (failure instanceof DecoderException && failure.getCause() instanceof SSLException cause) {
            noTls(cause);
        } else {
            from.fireExceptionCaught(failure);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        over = true;
        security.end();
        from.fireChannelInactive();
    }
}
