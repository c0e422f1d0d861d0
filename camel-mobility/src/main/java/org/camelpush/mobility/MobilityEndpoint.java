package org.camelpush.mobility;

import java.util.Arrays;
import java.util.Locale;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.camelpush.mobility.policy.DrainMode;

/** Follow and steer which network (bearer) live mail sessions use. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "mobility",
        title = "Mobility",
        syntax = "mobility:name",
        category = {Category.NETWORKING, Category.MAIL},
        headersClass = MobilityConstants.class)
public class MobilityEndpoint extends DefaultEndpoint {

    private static final String DEFAULT_EVENTS = "bearers,migrations";

    @UriPath
    @Metadata(required = true)
    private String name;

    @UriParam(label = "consumer", defaultValue = DEFAULT_EVENTS)
    private String events = DEFAULT_EVENTS;

    @UriParam(label = "producer")
    private MobilityOperation operation;

    @UriParam(label = "producer")
    private String session;

    @UriParam(label = "producer")
    private String bearer;

    @UriParam(label = "producer", defaultValue = "COMPLETE_CURRENT")
    private DrainMode drain = DrainMode.COMPLETE_CURRENT;

    @UriParam(label = "producer", defaultValue = "-1")
    private long maxMeteredSize = -1;

    @UriParam(label = "producer", defaultValue = "true")
    private boolean failOnRefusal = true;

    public MobilityEndpoint(String uri, MobilityComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public MobilityComponent getComponent() {
        return (MobilityComponent) super.getComponent();
    }

    Mobility hub() {
        return getComponent().hub(name);
    }

    boolean takes(EventKind kind) {
        return Arrays.stream(events.split(",")).anyMatch(word -> kind(word) == kind);
    }

    private static EventKind kind(String word) {
        try {
            return EventKind.valueOf(word.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "Option events has the word \"" + word + "\"; there are bearers, migrations and questions");
        }
    }

    @Override
    public Producer createProducer() {
        if (operation == null) {
            throw new IllegalArgumentException("Option operation is needed in " + getEndpointUri() + ": one of "
                    + Arrays.toString(MobilityOperation.values()));
        }
        boolean needsBearer = operation == MobilityOperation.pin || operation == MobilityOperation.migrate;
        if (needsBearer && bearer == null) {
            throw new IllegalArgumentException("Option bearer is needed with operation=" + operation);
        }
        return new MobilityProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Arrays.stream(events.split(",")).forEach(MobilityEndpoint::kind);
        MobilityConsumer consumer = new MobilityConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public String getName() {
        return name;
    }

    /** Name of the hub: that of a bean of type {@code org.camelpush.mobility.Mobility}, or of one that is made. */
    public void setName(String name) {
        this.name = name;
    }

    public String getEvents() {
        return events;
    }

    /**
     * What the route hears of, with commas between: {@code bearers}, {@code migrations}, or {@code questions}. Who takes
     * questions is the policy of the hub: the reply decides.
     */
    public void setEvents(String events) {
        this.events = events;
    }

    public MobilityOperation getOperation() {
        return operation;
    }

    /** What to do. */
    public void setOperation(MobilityOperation operation) {
        this.operation = operation;
    }

    public String getSession() {
        return session;
    }

    /** The session it is about, by the id of its route; all of them where nothing is said. */
    public void setSession(String session) {
        this.session = session;
    }

    public String getBearer() {
        return bearer;
    }

    /** The bearer it is about, by its id. Never read from a header. */
    public void setBearer(String bearer) {
        this.bearer = bearer;
    }

    public DrainMode getDrain() {
        return drain;
    }

    /** With {@code migrate}: what becomes of the work under way. */
    public void setDrain(DrainMode drain) {
        this.drain = drain;
    }

    public long getMaxMeteredSize() {
        return maxMeteredSize;
    }

    /** With {@code select}: a body of more octets is refused while there are only metered bearers; -1 for no bound. */
    public void setMaxMeteredSize(long maxMeteredSize) {
        this.maxMeteredSize = maxMeteredSize;
    }

    public boolean isFailOnRefusal() {
        return failOnRefusal;
    }

    /** With {@code select}: whether a refusal fails the exchange; otherwise it is told in a header. */
    public void setFailOnRefusal(boolean failOnRefusal) {
        this.failOnRefusal = failOnRefusal;
    }
}
