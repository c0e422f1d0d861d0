package org.camelpush.cops;

import java.util.List;
import java.util.Map;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.net.TrafficCounter;

/** A policy decision point: each request becomes an exchange, whose reply decides. */
@ManagedResource(description = "Managed COPS policy decision point")
public class CopsConsumer extends DefaultConsumer implements ShutdownAware, Suspendable, HealthCheckAware {

    static final String REQUEST = "request";

    private final PdpExchanges exchanges;
    private final PdpStatus status;
    private PdpServer server;
    private volatile HealthCheck healthCheck;

    public CopsConsumer(CopsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        exchanges = new PdpExchanges(this, CopsOptions.pdpEvents(endpoint.getConfiguration()));
        status = new PdpStatus(endpoint);
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
                .enter(
                        CopsOptions.pdp(options, CopsSecurity.ofPdp(getEndpoint())),
                        CopsOptions.clientTypes(options),
                        exchanges);
        status.show(server, getRouteId());
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
        status.hide();
        if (server != null) {
            getEndpoint().getComponent().pdps().leave(server, exchanges, CopsError.of(error));
            server = null;
        }
    }

    /** The port this PDP listens on; 0 while it is suspended. */
    @ManagedAttribute(description = "The port it listens on; 0 while it does not")
    public int getPort() {
        return status.read(PdpServer::port, 0);
    }

    /** Connections that there are now to that port, whichever consumer they are for. */
    @ManagedAttribute(description = "How many connections there are")
    public int getSessions() {
        return status.read(PdpServer::sessions, 0);
    }

    @ManagedAttribute(description = "Whether it listens, or is connected to the PEP that it goes to")
    public boolean isListening() {
        return status.isListening();
    }

    @ManagedAttribute(description = "In words, whether it listens and who is connected")
    public String getStatusMessage() {
        return status.message();
    }

    @ManagedAttribute(description = "Messages received since the start")
    public long getMessagesReceived() {
        return status.count(TrafficCounter.IN_PKTS);
    }

    @ManagedAttribute(description = "Messages sent since the start")
    public long getMessagesSent() {
        return status.count(TrafficCounter.OUT_PKTS);
    }

    @ManagedAttribute(description = "Messages that were malformed or not secure since the start")
    public long getErrors() {
        return status.count(TrafficCounter.IN_ERRS);
    }

    @ManagedAttribute(description = "Messages that could not be authenticated since the start")
    public long getAuthenticationFailures() {
        return status.count(TrafficCounter.ERR_AUTH_FAILURES);
    }

    @ManagedAttribute(description = "Messages without the security that is required since the start")
    public long getAuthenticationMissing() {
        return status.count(TrafficCounter.ERR_AUTH_MISSING);
    }

    @ManagedOperation(description = "A line for each counter of RFC 2940 that is not zero, by client type")
    public String countedByClientType() {
        return String.join("\n", Counted.lines(counters()));
    }

    @ManagedOperation(description = "A line for each connection: who, from where, with what")
    public String sessions() {
        return String.join("\n", sessionLines());
    }

    @ManagedOperation(
            description = "Asks this PEP for all its request states of the client type, and says when they are there")
    public String resync(String pepId, int clientType) {
        return status.resync(pepId, clientType);
    }

    @ManagedOperation(description = "Closes the connections of this PEP, and says how many; it may connect again")
    public int closeSessions(String pepId) {
        return status.read(present -> present.closeSessions(pepId), 0);
    }

    List<String> sessionLines() {
        return status.sessions();
    }

    Map<String, Map<String, Long>> counters() {
        return status.counters();
    }

    /** Made when it is asked for: whoever asks has camel-health. */
    @Override
    public HealthCheck getHealthCheck() {
        if (OptionalLibraries.HEALTH && healthCheck == null && getRouteId() != null) {
            CopsConsumerHealthCheck made = new CopsConsumerHealthCheck(this, getRouteId());
            made.setEnabled(getEndpoint().getComponent().isHealthCheckConsumerEnabled());
            healthCheck = made;
        }
        return healthCheck;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
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
