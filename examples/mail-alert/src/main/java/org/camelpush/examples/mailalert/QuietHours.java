package org.camelpush.examples.mailalert;

import java.time.LocalTime;

import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.routepolicy.quartz.CronScheduledRoutePolicy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;

/**
 * Suspends the route {@value #ROUTE} when quiet hours begin, and resumes it when they are over. The connection to the mail
 * server stays meanwhile. In Java, because YAML's word for it is {@code routePolicy} in Camel 4.18 and {@code routePolicyRef}
 * in 4.22; an application that runs on one of them writes there the name of a bean.
 *
 * @param from cron expression of Quartz, such as {@code 0 0 22 * * ?}
 * @param until cron expression of Quartz, such as {@code 0 0 7 * * ?}
 */
record QuietHours(String from, String until) implements RoutePolicyFactory {

    static final String ROUTE = "alert";

    private static final int EVERY = 15;
    private static final int DAY_FIRST = 8;
    private static final int LASTING = 5;

    /** Those of the demonstration: they begin some seconds from now, last five, and come again four times a minute. */
    static QuietHours soon() {
        int begin = (LocalTime.now().getSecond() + DAY_FIRST) % EVERY;
        return new QuietHours(every(begin), every((begin + LASTING) % EVERY));
    }

    private static String every(int second) {
        return second + "/" + EVERY + " * * * * ?";
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        if (!ROUTE.equals(routeId)) {
            return null;
        }
        CronScheduledRoutePolicy policy = new CronScheduledRoutePolicy();
        policy.setRouteSuspendTime(from);
        policy.setRouteResumeTime(until);
        return policy;
    }
}
