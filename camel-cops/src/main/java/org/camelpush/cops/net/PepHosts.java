package org.camelpush.cops.net;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepInput;
import org.camelpush.cops.session.PepNotice;

/** Who does what the PDP wants of a client type unasked. On the event loop of the PEP. */
final class PepHosts {

    private final Map<Integer, PepHost> hosts = new HashMap<>();
    private final Consumer<PepInput> answers;

    /**
     * @param answers takes what came of it, from any thread
     */
    PepHosts(Consumer<PepInput> answers) {
        this.answers = answers;
    }

    void enter(int clientType, PepHost host) {
        hosts.put(clientType, host);
    }

    void leave(int clientType) {
        hosts.remove(clientType);
    }

    void enforce(PepEffect.Enforce enforce) {
        hosts.get(enforce.decision().clientType())
                .enforce(
                        enforce.decision(),
                        enforce.request(),
                        (type, info) -> answers.accept(new PepInput.Enforced(enforce.number(), type, info)));
    }

    void account(PepEffect.Account account) {
        hosts.get(account.request().clientType())
                .account(account.request(), info -> answers.accept(new PepInput.Accounted(account.number(), info)));
    }

    void tell(PepNotice notice) {
        PepHost host = hosts.get(notice.clientType());
        if (host != null) {
            host.tell(notice);
        }
    }
}
