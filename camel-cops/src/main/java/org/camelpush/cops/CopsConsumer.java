package org.camelpush.cops;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.net.PdpServer;

/** A policy decision point: each request becomes an exchange, whose reply decides. */
public class CopsConsumer extends DefaultConsumer implements ShutdownAware, Suspendable {

    static final String REQUEST = "request";

    private final PdpExchanges exchanges;
    private volatile PdpServer server;

    public CopsConsumer(CopsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        exchanges = new PdpExchanges(this, CopsOptions.pdpEvents(endpoint.getConfiguration()));
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        listen();
    }

    private void listen() throws Exception {
        CopsConfiguration options = getEndpoint().getConfiguration();
        exchanges.begin(ClientTypes.of(getEndpoint().getCamelContext()));
        server = getEndpoint()
                .getComponent()
                .pdps()
                .enter(CopsOptions.pdp(options), CopsOptions.clientTypes(options), exchanges);
    }

    @Override
    protected void doStop() throws Exception {
        leave(ErrorCode.SHUTTING_DOWN);
        super.doStop();
    }

    /** RFC 2748 §3.8: the PEPs are told, and where they are to go instead, if that is configured. */
    @Override
    protected void doSuspend() throws Exception {
        boolean elsewhere = getEndpoint().getConfiguration().getRedirectTo() != null;
        leave(elsewhere ? ErrorCode.REDIRECT_TO_PREFERRED_SERVER : ErrorCode.SHUTTING_DOWN);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        listen();
    }

    private void leave(ErrorCode error) {
        if (server != null) {
            getEndpoint().getComponent().pdps().leave(server, exchanges, CopsError.of(error));
            server = null;
        }
    }

    /** The port this PDP listens on; 0 while it is suspended. */
    public int getPort() {
        PdpServer listening = server;
        return listening == null ? 0 : listening.port();
    }

    /** Connections that there are now to that port, whichever consumer they are for. */
    public int getSessions() {
        PdpServer listening = server;
        return listening == null ? 0 : listening.sessions();
    }

    /** Camel waits then for the exchanges under way, before it stops this consumer. What is asked meanwhile is refused. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        exchanges.drain();
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return exchanges.running();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // all is done in deferShutdown and doStop
    }
}
