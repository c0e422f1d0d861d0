package org.camelpush.benchmarks.backlog;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.camelpush.benchmarks.angus.AngusBacklog;
import org.camelpush.benchmarks.bare.BareBacklog;
import org.camelpush.benchmarks.camelmail.CamelMailBacklog;
import org.camelpush.benchmarks.imapidle.RouteBacklog;
import org.camelpush.benchmarks.springintegration.SpringBacklog;

/** One contestant in a JVM of its own: drains a mailbox for each line it is told, and prints the nanoseconds it took. */
final class BacklogProbe {

    /** The contestants, by the name of the constant. */
    enum Who {
        BARE(BareBacklog::new),
        SEEN(RouteBacklog::byDefault),
        UNSEEN(RouteBacklog::withoutFlags),
        ANGUS(AngusBacklog::new),
        CAMEL_MAIL(CamelMailBacklog::new),
        SPRING(SpringBacklog::new);

        private final Supplier<BacklogContestant> maker;

        Who(Supplier<BacklogContestant> maker) {
            this.maker = maker;
        }

        BacklogContestant make() {
            return maker.get();
        }
    }

    private BacklogProbe() {}

    /** Arguments: who, port. The lines are of a user and a number of mails. */
    public static void main(String[] arguments) throws Exception {
        BacklogContestant contestant = Who.valueOf(arguments[0]).make();
        int port = Integer.parseInt(arguments[1]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            System.out.println(contestant.drain(port, words[0], Integer.parseInt(words[1])));
        }
        System.exit(0);
    }
}
