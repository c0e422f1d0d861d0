package org.camelpush.imapidle;

import java.time.Instant;
import java.util.function.BiConsumer;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.camelpush.imapidle.net.MailboxHost.Acknowledgement;
import org.camelpush.imapidle.session.PushedMail;

/**
 * Gives each mail a span, from the news of it to its acknowledgement. Camel's tracers take no start time, and end their span
 * of the route before the exchange is acknowledged; so this is a span of our own, by OpenTelemetry's API alone, and theirs
 * is its child. The only class that knows OpenTelemetry. Attributes are those of OpenTelemetry's semantic conventions for
 * messaging.
 */
final class MailSpans {

    private static final String SCOPE = "org.camelpush.imapidle";
    private static final String SYSTEM = "imap";
    private static final String OPERATION = "process";

    private final Tracer tracer;

    private MailSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Those of an application: by its bean of {@code OpenTelemetry} or {@code Tracer} (which Camel's own tracers look for),
     * or else by the global one. Null where there is none.
     */
    static MailSpans of(CamelContext context) {
        OpenTelemetry bound = CamelContextHelper.findSingleByType(context, OpenTelemetry.class);
        if (bound != null) {
            return new MailSpans(bound.getTracer(SCOPE));
        }
        Tracer tracer = CamelContextHelper.findSingleByType(context, Tracer.class);
        if (tracer != null) {
            return new MailSpans(tracer);
        }
        return isGlobalSet() ? new MailSpans(GlobalOpenTelemetry.getTracer(SCOPE)) : null;
    }

    /** To ask for it would set it, and the application could not do so any more. */
    private static boolean isGlobalSet() {
        try {
            return GlobalOpenTelemetry.isSet();
        } catch (NoSuchMethodError older) {
            return false; // than that of Camel 4.18
        }
    }

    /**
     * Brings a mail on its way within a span.
     *
     * @param way begins the exchange on this thread; the acknowledgement it is given ends the span
     */
    void follow(
            MailboxAccount account,
            PushedMail mail,
            Acknowledgement acknowledgement,
            BiConsumer<PushedMail, Acknowledgement> way) {
        Span span = begin(account, mail);
        Acknowledgement ending = success -> {
            end(span, success);
            acknowledgement.ended(success);
        };
        try {
            // from the root: a thread may still have the context of another mail's exchange
            Context.root().with(span).wrap(() -> way.accept(mail, ending)).run();
        } catch (RuntimeException unexpected) {
            end(span, false);
            throw unexpected;
        }
    }

    private Span begin(MailboxAccount account, PushedMail mail) {
        Instant now = Instant.now();
        // a mail that comes again has been followed from the news of it before
        Instant start = mail.attempt() == 1 ? now.minusNanos(System.nanoTime() - mail.noticedAt()) : now;
        return tracer.spanBuilder(OPERATION + ' ' + mail.folder())
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(start)
                .setAttribute("messaging.system", SYSTEM)
                .setAttribute("messaging.operation.type", OPERATION)
                .setAttribute("messaging.operation.name", OPERATION)
                .setAttribute("messaging.destination.name", mail.folder())
                .setAttribute("messaging.message.id", id(mail))
                .setAttribute("server.address", account.host())
                .setAttribute("server.port", (long) account.port())
                .setAttribute("camel.imapidle.delivery_attempt", (long) mail.attempt())
                .startSpan();
    }

    private static String id(PushedMail mail) {
        return mail.folder() + '/' + mail.uidValidity() + '/' + mail.uid();
    }

    private static void end(Span span, boolean success) {
        if (!success) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
