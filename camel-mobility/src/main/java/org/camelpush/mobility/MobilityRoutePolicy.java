package org.camelpush.mobility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StartupListener;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.RoutePolicySupport;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.session.BearerProfile;
import org.camelpush.mobility.session.BearerProfiles;
import org.camelpush.mobility.session.BindTo;
import org.camelpush.mobility.session.MobileSession;
import org.camelpush.mobility.session.MobileSessionFactory;
import org.camelpush.mobility.session.RouteSession;
import org.camelpush.mobility.session.SessionDriver;

/**
 * Makes the consumer of a route a mobile session: {@code routePolicyRef}. The route starts when there is a bearer
 * that the policy permits, and its connections go by that bearer and no other.
 */
@Metadata(
        label = "bean",
        description = "Makes the consumer of a route a mobile session, whose bearer a mobility policy chooses.",
        annotations = {"interfaceName=org.apache.camel.spi.RoutePolicy"})
@Configurer(metadataOnly = true)
public class MobilityRoutePolicy extends RoutePolicySupport implements CamelContextAware {

    @Metadata(description = "The hub whose policy decides.", javaType = "org.camelpush.mobility.Mobility")
    private Mobility mobility;

    @Metadata(
            description =
                    "What connections are bound to, so that they leave by their bearer: its address, or its device.",
            defaultValue = "ADDRESS")
    private BindTo bindTo = BindTo.ADDRESS;

    @Metadata(
            description =
                    "What is other than usual on some bearers: server, login, download limits, IDLE renewal. The first"
                            + " that is for a bearer counts.",
            javaType = "java.util.List<org.camelpush.mobility.session.BearerProfile>")
    private List<BearerProfile> profiles = new ArrayList<>(); // by index, as Camel binds lists

    private final Map<String, SessionDriver> sessions = new ConcurrentHashMap<>();
    private CamelContext camelContext;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camelContext = context;
    }

    @Override
    public void onInit(Route route) {
        if (sessions.containsKey(route.getRouteId())) {
            return;
        }
        boolean wanted = route.isAutoStartup();
        SessionDriver driver = hub().sessions().join(session(route));
        sessions.put(route.getRouteId(), driver);
        if (wanted) {
            route.setAutoStartup(false);
            startWhenReady(driver);
        }
    }

    private Mobility hub() {
        Mobility hub = MobilityComponent.hub(camelContext, mobility);
        hub.begin();
        return hub;
    }

    private MobileSession session(Route route) {
        RouteSession session = new RouteSession(route, bindTo, new BearerProfiles(profiles));
        List<MobileSessionFactory> factories = SessionFactories.of(camelContext);
        return factories.stream()
                .map(factory -> factory.session(session, hub().tools()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "The consumer of route " + route.getRouteId() + " ("
                                        + route.getEndpoint()
                                        + ") cannot move between bearers: it must be one of camel-imap-idle or"
                                        + " camel-mail, or a PEP of camel-cops (role=pep), or a MobileSessionFactory in the registry must know it"));
    }

    private void startWhenReady(SessionDriver driver) {
        if (camelContext.isStarted()) {
            driver.tell(new ManagerInput.Start());
            return;
        }
        try {
            camelContext.addStartupListener(new StartupListener() {
                @Override
                public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
                    // routes are not started yet
                }

                @Override
                public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
                    driver.tell(new ManagerInput.Start());
                }
            });
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void onStart(Route route) {
        tell(route, new ManagerInput.Start());
    }

    @Override
    public void onStop(Route route) {
        tell(route, new ManagerInput.Stop());
    }

    private void tell(Route route, ManagerInput input) {
        SessionDriver driver = sessions.get(route.getRouteId());
        if (driver != null) {
            driver.tell(input);
        }
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        SessionDriver driver = sessions.get(route.getRouteId());
        if (driver != null) {
            driver.session().began(exchange);
        }
    }

    @Override
    public void onRemove(Route route) {
        SessionDriver driver = sessions.remove(route.getRouteId());
        if (driver != null) {
            hub().sessions().leave(driver);
        }
    }

    public Mobility getMobility() {
        return mobility;
    }

    /** The hub whose policy decides. */
    public void setMobility(Mobility mobility) {
        this.mobility = mobility;
    }

    public List<BearerProfile> getProfiles() {
        return profiles;
    }

    /** What is other than usual on some bearers; the first that is for a bearer counts. */
    public void setProfiles(List<BearerProfile> profiles) {
        this.profiles = profiles;
    }

    public BindTo getBindTo() {
        return bindTo;
    }

    /** What connections are bound to, so that they leave by their bearer: its address, or its device. */
    public void setBindTo(BindTo bindTo) {
        this.bindTo = bindTo;
    }
}
