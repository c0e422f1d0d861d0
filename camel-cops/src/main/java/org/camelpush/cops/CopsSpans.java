package org.camelpush.cops;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.session.PepKey;

/**
 * Gives each request a span, from REQ over DEC to the RPT that is owed, and each decision that nobody has asked for one from DEC to RPT: at a PDP one of its own, for COPS has no place for what a
 * trace carries from host to host; at a PEP below that of its exchange. Beside {@link CopsSpan} the only class that knows
 * OpenTelemetry, and of that the API alone. Nothing that is opaque to COPS goes into a span.
 */
final class CopsSpans {

    private static final String SCOPE = "org.camelpush.cops";
    private static final String SYSTEM = "cops";
    private static final String REQUEST = "REQ";
    private static final String DECISION = "DEC";
    private static final String HANDLE = "camel.cops.handle";

    private final Tracer tracer;

    private CopsSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Those of an application: by its bean of {@code OpenTelemetry} or {@code Tracer} (which Camel's own tracers look for),
     * or else by the global one. Null where there is none.
     */
    static CopsSpans of(CamelContext context) {
        OpenTelemetry bound = CamelContextHelper.findSingleByType(context, OpenTelemetry.class);
        if (bound != null) {
            return new CopsSpans(bound.getTracer(SCOPE));
        }
        Tracer tracer = CamelContextHelper.findSingleByType(context, Tracer.class);
        if (tracer != null) {
            return new CopsSpans(tracer);
        }
        return isGlobalSet() ? new CopsSpans(GlobalOpenTelemetry.getTracer(SCOPE)) : null;
    }

    /** To ask for it would set it, and the application could not do so any more. */
    private static boolean isGlobalSet() {
        try {
            return GlobalOpenTelemetry.isSet();
        } catch (NoSuchMethodError older) {
            return false; // than that of Camel 4.18
        }
    }

    /** A PDP is asked. */
    CopsSpan served(PepId pepId, SocketAddress peer, RequestMessage request) {
        SpanBuilder builder = builder(REQUEST, pepId, request.clientType(), request.context())
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(HANDLE, Handles.text(request.handle()));
        if (peer instanceof InetSocketAddress address) {
            builder.setAttribute("network.peer.address", address.getAddress().getHostAddress())
                    .setAttribute("network.peer.port", (long) address.getPort());
        }
        return new CopsSpan(builder.startSpan());
    }

    /** A PEP asks, within whatever span is current. */
    CopsSpan asked(PepId pepId, int clientType, CopsRequest request) {
        return new CopsSpan(builder(REQUEST, pepId, clientType, request.context())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan());
    }

    /** A PDP decides on what it was not asked now, within whatever span is current. */
    CopsSpan decided(PepKey pep, Handle handle) {
        return new CopsSpan(builder(DECISION, pep.pepId(), pep.clientType())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(HANDLE, Handles.text(handle))
                .startSpan());
    }

    /** A PEP is given a decision that it has not asked for now. */
    CopsSpan enforced(PepId pepId, RequestMessage request) {
        return new CopsSpan(builder(DECISION, pepId, request.clientType(), request.context())
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(HANDLE, Handles.text(request.handle()))
                .startSpan());
    }

    private SpanBuilder builder(String method, PepId pepId, int clientType) {
        return tracer.spanBuilder(method + " 0x" + Integer.toHexString(clientType))
                .setAttribute("rpc.system", SYSTEM)
                .setAttribute("rpc.method", method)
                .setAttribute("camel.cops.pep_id", pepId.value())
                .setAttribute("camel.cops.client_type", (long) clientType);
    }

    private SpanBuilder builder(String method, PepId pepId, int clientType, Context context) {
        return builder(method, pepId, clientType)
                .setAttribute("camel.cops.request_type", (long) context.requestType())
                .setAttribute("camel.cops.message_type", (long) context.messageType());
    }
}
