package org.camelpush.cops;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.session.PdpEffect;

/** The span of one request, or of one decision that nobody has asked for. Thread-safe, as its parts are. */
final class CopsSpan {

    private final Span span;

    CopsSpan(Span span) {
        this.span = span;
    }

    /** Runs a task with this span as the current one, and nothing that the thread may still have of another. */
    void within(Runnable task) {
        Context.root().with(span).wrap(task).run();
    }

    void decided(CopsDecision decision) {
        span.addEvent("DEC");
        if (decision.error() != null) {
            String error = decision.error().toString();
            span.setAttribute("camel.cops.error", error);
            span.setStatus(StatusCode.ERROR, "decided with error " + error);
        } else {
            span.setAttribute("camel.cops.decision", decision.command().name());
        }
    }

    void reported(ReportType type) {
        span.addEvent(
                "RPT",
                Attributes.builder().put("camel.cops.report_type", type.name()).build());
        if (type == ReportType.FAILURE) {
            span.setStatus(StatusCode.ERROR, "reported as failed");
        }
    }

    /** What followed on a request at a PDP; nothing does any more. */
    void finished(PdpEffect.Finished finished) {
        if (finished.report() != null) {
            reported(finished.report().type());
        }
        end(finished.why());
    }

    /**
     * @param failure null where all is done
     */
    void end(String failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure);
        }
        span.end();
    }
}
