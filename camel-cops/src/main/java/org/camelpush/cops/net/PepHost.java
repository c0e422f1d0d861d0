package org.camelpush.cops.net;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.session.PepNotice;

/** Who does what a PDP wants of a PEP unasked. Called on an event loop: must not block. */
public interface PepHost {

    /**
     * Carries out a decision.
     *
     * @param request the one that has made the state which is decided on
     * @param report takes what became of it, once, from any thread; for an error it is not heard
     */
    void enforce(DecisionMessage decision, RequestMessage request, BiConsumer<ReportType, List<ClientInfo>> report);

    /**
     * Says what there is to account for.
     *
     * @param report takes it, once, from any thread; null for nothing
     */
    void account(RequestMessage request, Consumer<List<ClientInfo>> report);

    /** Hears what needs no answer. */
    void tell(PepNotice notice);
}
