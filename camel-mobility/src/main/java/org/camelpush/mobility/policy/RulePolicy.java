package org.camelpush.mobility.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.Quality;

/**
 * Decides by rules, in a fixed order: what is prohibited is not used; what is avoided only when there is nothing else; then
 * the order of preference. A session leaves a bearer that lives only for one that is stable, strong and long enough up; after
 * a loss the best that is permitted is taken at once. A bean for YAML; options may be changed only before it is used.
 */
public final class RulePolicy implements MobilityPolicy {

    private static final int ALL = 100;

    private final Clock clock;
    private Preference preference = Preference.USUAL;
    private String avoid = "";
    private String prohibit = "";
    private int enterSignal;
    private int leaveSignal;
    private Duration holdDown = Duration.ofSeconds(10);
    private Duration dwell = Duration.ofSeconds(30);
    private double maxPenalty = 2;
    private String meteredWindows = "";
    private DrainMode drain = DrainMode.COMPLETE_CURRENT;
    private Duration drainTimeout = Duration.ofSeconds(60);
    private MigrationMode mode = MigrationMode.AUTO;
    private Budget budget = new Budget();
    private boolean approval;
    private Duration approvalTimeout = Duration.ofMinutes(5);
    private volatile RuleOptions read;

    public RulePolicy() {
        this(Clock.systemDefaultZone());
    }

    /** @param clock for the time of day and the day of the budget */
    public RulePolicy(Clock clock) {
        this.clock = clock;
    }

    private RuleOptions options() {
        RuleOptions options = read;
        if (options == null) {
            options = new RuleOptions(
                    RuleOptions.matches(avoid),
                    RuleOptions.matches(prohibit),
                    enterSignal,
                    leaveSignal,
                    holdDown,
                    dwell,
                    maxPenalty,
                    RuleOptions.words(meteredWindows).stream()
                            .map(RuleOptions.Window::of)
                            .toList());
            read = options;
        }
        return options;
    }

    @Override
    public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
        return CompletableFuture.completedFuture(decision(request));
    }

    @Override
    public boolean blocks() {
        return false;
    }

    private MobilityDecision decision(MobilityRequest request) {
        RuleOptions options = options();
        List<Candidate> permitted = request.candidates().stream()
                .filter(each -> isAllowed(each.bearer()))
                .sorted((one, other) -> compare(options, one.bearer(), other.bearer()))
                .toList();
        Optional<Candidate> affordable =
                permitted.stream().filter(each -> permits(each.bearer())).findFirst();
        Bearer present = request.present();
        if (permitted.isEmpty()) {
            return new MobilityDecision.GoOffline("none of the bearers that are there is permitted");
        }
        if (affordable.isEmpty()) {
            return usedUp(permitted.get(0).id());
        }
        Candidate best = affordable.get();
        if (present == null || !permits(present)) {
            DrainMode how = present == null ? DrainMode.IMMEDIATE : drain;
            return accept(best.id(), how, best.id() + " is the best of what is permitted");
        }
        if (best.id().equals(present.id())) {
            return new MobilityDecision.Ignore(null, present.id() + " is the best of what is permitted");
        }
        return leaveLiving(options, request, best);
    }

    private MobilityDecision usedUp(String bearer) {
        String why = "the budget of " + bearer + " is used up, and there is no other bearer";
        return approval ? new MobilityDecision.Pending(approvalTimeout, why) : new MobilityDecision.GoOffline(why);
    }

    /** Fail fast, recover slowly: none of this applies to a session that is offline. */
    private MobilityDecision leaveLiving(RuleOptions options, MobilityRequest request, Candidate best) {
        Bearer present = request.present();
        boolean fading = isFading(options, present) || present.state() == BearerState.LOSING;
        int signal = best.bearer().quality().signal();
        if (signal != Quality.UNKNOWN_FIGURE && signal < options.enterSignal()) {
            return new MobilityDecision.Ignore(
                    null, best.id() + " has a signal of " + signal + " %, under " + options.enterSignal() + " %");
        }
        if (best.penalty() > options.maxPenalty()) {
            Duration wait = Duration.ofSeconds(10);
            return new MobilityDecision.Hold(
                    wait, best.id() + " flaps: " + String.format(Locale.ROOT, "%.1f", best.penalty()) + " losses");
        }
        if (!fading && best.upFor().compareTo(options.holdDown()) < 0) {
            return new MobilityDecision.Hold(
                    options.holdDown().minus(best.upFor()), best.id() + " has not been up for long enough");
        }
        if (!fading && request.onPresentFor().compareTo(options.dwell()) < 0) {
            return new MobilityDecision.Hold(
                    options.dwell().minus(request.onPresentFor()), "not long enough on " + present.id());
        }
        return accept(best.id(), drain, best.id() + " is preferred to " + present.id());
    }

    private MobilityDecision.Accept accept(String bearer, DrainMode how, String why) {
        return new MobilityDecision.Accept(bearer, how, mode, drainTimeout, why);
    }

    /** Fading ones last, then by preference. */
    private int compare(RuleOptions options, Bearer one, Bearer other) {
        int byFading = Boolean.compare(isFading(options, one), isFading(options, other));
        return byFading != 0 ? byFading : preference().compare(one, other);
    }

    private static boolean isFading(RuleOptions options, Bearer bearer) {
        int signal = bearer.quality().signal();
        return signal != Quality.UNKNOWN_FIGURE && signal < options.leaveSignal();
    }

    private boolean isUsedUp(Bearer bearer) {
        return bearer.metered().isMetered() && budget.isUsedUp(bearer.id(), LocalDate.now(clock));
    }

    @Override
    public Preference preference() {
        return preference.avoiding(options().avoid());
    }

    /** The time of day opens and closes windows, and a day ends a budget. */
    @Override
    public boolean changesWithTime() {
        return true;
    }

    @Override
    public boolean permits(Bearer bearer) {
        return isAllowed(bearer) && !isUsedUp(bearer);
    }

    @Override
    public void carried(Bearer bearer, long octets) {
        if (bearer.metered().isMetered()) {
            budget.count(bearer.id(), octets, LocalDate.now(clock));
        }
    }

    private boolean isAllowed(Bearer bearer) {
        RuleOptions options = options();
        boolean open = !bearer.metered().isMetered() || options.isOpen(LocalTime.now(clock));
        return open && !RuleOptions.any(options.prohibit(), bearer);
    }

    @Override
    public boolean matters(Bearer before, Bearer now) {
        RuleOptions options = options();
        return MobilityPolicy.super.matters(before, now)
                || before.flaps() != now.flaps()
                || side(before, options.leaveSignal()) != side(now, options.leaveSignal())
                || side(before, options.enterSignal()) != side(now, options.enterSignal());
    }

    private static boolean side(Bearer bearer, int threshold) {
        int signal = bearer.quality().signal();
        return signal != Quality.UNKNOWN_FIGURE && signal < threshold;
    }

    /** What comes first, as {@link Preference} reads it: {@code ethernet,wifi,cellular}. */
    public void setPrefer(String list) {
        preference = Preference.of(list);
    }

    /** Bearers to be used only when there is nothing else, as {@link BearerMatch} reads them. */
    public void setAvoid(String list) {
        RuleOptions.matches(list);
        avoid = list;
    }

    /** Bearers that are never used. */
    public void setProhibit(String list) {
        RuleOptions.matches(list);
        prohibit = list;
    }

    /** Percent of signal that a bearer must have before a session goes to it; 0 for any. */
    public void setEnterSignal(int percent) {
        enterSignal = percent(percent, "enterSignal");
    }

    /** Percent of signal under which a session looks for another bearer; 0 for never. */
    public void setLeaveSignal(int percent) {
        leaveSignal = percent(percent, "leaveSignal");
    }

    private static int percent(int value, String name) {
        if (value < 0 || value > ALL) {
            throw new IllegalArgumentException("Option " + name + " is " + value + "; it must be 0 to " + ALL);
        }
        return value;
    }

    /** How long a bearer must have been up before a session leaves a living one for it. */
    public void setHoldDown(Duration value) {
        holdDown = value;
    }

    /** How long a session stays on a bearer that lives, at least. */
    public void setDwell(Duration value) {
        dwell = value;
    }

    /** Losses, the older ones counting less, above which a bearer is no reason to leave a living one. */
    public void setMaxPenalty(double value) {
        maxPenalty = value;
    }

    /** Times of the day at which metered bearers may be used, such as {@code 07:00-12:00,22:00-05:00}; empty for always. */
    public void setMeteredWindows(String list) {
        RuleOptions.words(list).forEach(RuleOptions.Window::of);
        meteredWindows = list;
    }

    /** What becomes of the work under way when a session leaves a bearer that lives. */
    public void setDrain(DrainMode value) {
        drain = value;
    }

    /** How long that work may take before it is cut off. */
    public void setDrainTimeout(Duration value) {
        drainTimeout = value;
    }

    /** In which order a session leaves one bearer and takes the next. */
    public void setMode(MigrationMode value) {
        mode = value;
    }

    public Budget getBudget() {
        return budget;
    }

    /** What metered bearers may carry. */
    public void setBudget(Budget value) {
        budget = value;
    }

    /** Whether a person may approve what the budget does not allow; otherwise the session goes offline. */
    public void setApproval(boolean value) {
        approval = value;
    }

    /** How long an approval is waited for. */
    public void setApprovalTimeout(Duration value) {
        approvalTimeout = value;
    }
}
