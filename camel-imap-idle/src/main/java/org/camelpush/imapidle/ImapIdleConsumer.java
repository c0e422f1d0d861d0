package org.camelpush.imapidle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder while it is started. Suspended it stays connected and delivers nothing. May be started and stopped
 * any number of times; the position outlives a stop.
 */
@ManagedResource(description = "Managed IMAP IDLE consumer")
public class ImapIdleConsumer extends DefaultConsumer implements Suspendable, HealthCheckAware {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdleConsumer.class);
    private static final long STOP_SECONDS = 6;

    private volatile ImapIdleMailbox mailbox;
    private HealthCheck healthCheck;

    public ImapIdleConsumer(ImapIdleEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public ImapIdleEndpoint getEndpoint() {
        return (ImapIdleEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ImapIdleMailbox made = new ImapIdleMailbox(this, getEndpoint().positions(), tls());
        mailbox = made;
        registerHealthCheck();
        made.start();
    }

    private SSLContext tls() throws Exception {
        SSLContextParameters parameters = getEndpoint().getConfiguration().getSslContextParameters();
        return parameters == null
                ? SSLContext.getDefault()
                : parameters.createSSLContext(getEndpoint().getCamelContext());
    }

    private void registerHealthCheck() {
        HealthCheckRepository repository = HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "consumers", HealthCheckRepository.class);
        if (repository != null && healthCheck == null) {
            ImapIdleHealthCheck made = new ImapIdleHealthCheck(this, getRouteId());
            made.setEnabled(getEndpoint().getComponent().isHealthCheckConsumerEnabled());
            healthCheck = made;
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        mailbox.suspend();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        mailbox.resume();
    }

    @Override
    protected void doStop() throws Exception {
        ImapIdleMailbox last = mailbox;
        mailbox = null;
        if (last != null) {
            try {
                last.stop().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                LOG.warn("The mailbox {} did not end in time; its connection is given up", getEndpoint());
            }
        }
        healthCheck = null;
        super.doStop();
    }

    /** How things are, or null while stopped. */
    MailboxStatus status() {
        ImapIdleMailbox present = mailbox;
        return present == null ? null : present.status();
    }

    @Override
    public HealthCheck getHealthCheck() {
        return healthCheck;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    private Object detail(String name) {
        MailboxStatus status = status();
        return status == null ? null : status.details().get(name);
    }

    private long count(String name) {
        Object value = detail(name);
        return value instanceof Number number ? number.longValue() : 0;
    }

    @ManagedAttribute(description = "What the mailbox is doing")
    public String getMailboxState() {
        MailboxStatus status = status();
        return status == null ? "STOPPED" : status.snapshot().phase().name();
    }

    @ManagedAttribute(description = "Whether the server pushes mail, or has to be polled")
    public boolean isPush() {
        return Boolean.TRUE.equals(detail("push"));
    }

    @ManagedAttribute(description = "In words, whether mail is watched and why not")
    public String getStatusMessage() {
        MailboxStatus status = status();
        return status == null ? "Stopped" : status.message();
    }

    @ManagedAttribute(description = "Seconds since the server last said anything")
    public long getLastHeardSeconds() {
        return count("lastHeardSeconds");
    }

    @ManagedAttribute(description = "Why the last connection was lost")
    public String getLastError() {
        Object error = detail("lastError");
        return error == null ? "" : error.toString();
    }

    @ManagedAttribute(description = "Connections that were lost or failed since the start")
    public long getLosses() {
        return count("losses");
    }

    @ManagedAttribute(description = "Mails brought to the route since the start")
    public long getDelivered() {
        return count("delivered");
    }

    @ManagedAttribute(description = "Mails whose exchange succeeded since the start")
    public long getAcknowledged() {
        return count("acknowledged");
    }

    @ManagedAttribute(description = "Exchanges that failed since the start")
    public long getFailed() {
        return count("failed");
    }

    @ManagedAttribute(description = "Mails put aside after too many failures since the start")
    public long getGivenUp() {
        return count("givenUp");
    }

    @ManagedAttribute(description = "Mails that only a reconciling look found although the server pushes")
    public long getMissedByPush() {
        return count("missedByPush");
    }

    @ManagedAttribute(description = "Mails in the route now")
    public long getInFlight() {
        return count("inFlight");
    }

    @ManagedAttribute(description = "Mails that failed and will be delivered again")
    public long getAwaitingRedelivery() {
        return count("awaitingRedelivery");
    }

    @ManagedOperation(description = "Leaves the present connection or wait, and connects at once")
    public void reconnect() {
        ImapIdleMailbox present = mailbox;
        if (present != null) {
            present.reconnect();
        }
    }
}
