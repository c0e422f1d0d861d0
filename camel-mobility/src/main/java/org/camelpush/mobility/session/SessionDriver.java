package org.camelpush.mobility.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.bearer.ServerProbe;
import org.camelpush.mobility.manager.ManagerEffect;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.manager.ManagerSettings;
import org.camelpush.mobility.manager.ManagerSnapshot;
import org.camelpush.mobility.manager.ManagerTimer;
import org.camelpush.mobility.manager.MobilityManager;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one session's manager, and does what it wants: asks the policy, moves the session, waits. Inputs come from any
 * thread and are taken one at a time, in order.
 */
public final class SessionDriver {

    private static final Logger LOG = LoggerFactory.getLogger(SessionDriver.class);

    /** Further ones are for debugging. */
    private static final int MAX_WARNINGS = 16;

    private final MobileSession session;
    private final MobilityManager manager;
    private final DriverParts parts;
    private final Queue<ManagerInput> inputs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger untaken = new AtomicInteger();
    private final Map<ManagerTimer, Future<?>> timers = new EnumMap<>(ManagerTimer.class);
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private CompletableFuture<Void> policyCalls = CompletableFuture.completedFuture(null);
    private volatile ManagerSnapshot snapshot;

    /**
     * What sessions of a hub share.
     *
     * @param policy who decides
     * @param probe asks a server whether it is there
     * @param steps for the steps of drivers, which do not block
     * @param threads for what may block
     * @param timer for waits
     * @param clock nanoseconds that never go back
     * @param turns for connections
     * @param listener hears of everything
     */
    public record DriverParts(
            MobilityPolicy policy,
            ServerProbe probe,
            Executor steps,
            Executor threads,
            ScheduledExecutorService timer,
            Supplier<Long> clock,
            Turns turns,
            SessionListener listener) {}

    public SessionDriver(MobileSession session, ManagerSettings settings, DriverParts parts) {
        this.session = session;
        this.parts = parts;
        manager = new MobilityManager(settings);
        snapshot = manager.snapshot();
    }

    /** The session may tell of its own from now on, until this is run. */
    public Runnable listen() {
        return session.onDeadPath(this::deadPath);
    }

    private void deadPath(String reason) {
        Bearer on = snapshot.bearer();
        if (on != null) {
            tell(new ManagerInput.PathFailed(on.id(), reason));
        }
    }

    public MobileSession session() {
        return session;
    }

    /** As it was after the last input. */
    public ManagerSnapshot snapshot() {
        return snapshot;
    }

    /** Takes what has happened; returns at once. */
    public void tell(ManagerInput input) {
        inputs.add(input);
        if (untaken.getAndIncrement() == 0) {
            try {
                parts.steps().execute(this::takeAll);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("Session {} is not told any more: everything is stopped", session.name());
            }
        }
    }

    private void takeAll() {
        int taken = untaken.get();
        do {
            for (int i = 0; i < taken; i++) {
                take(inputs.poll());
            }
            taken = untaken.addAndGet(-taken);
        } while (taken > 0);
    }

    private void take(ManagerInput input) {
        try {
            List<ManagerEffect> effects = manager.handle(input, parts.clock().get());
            snapshot = manager.snapshot();
            effects.forEach(this::carryOut);
        } catch (RuntimeException unexpected) {
            warn(input + " could not be taken; where a policy is named below, mend that", unexpected);
        }
    }

    private void carryOut(ManagerEffect effect) {
        if (effect instanceof ManagerEffect.SetTimer set) {
            setTimer(set);
        } else if (effect instanceof ManagerEffect.CancelTimer cancel) {
            cancelTimer(cancel.timer());
        } else if (effect instanceof ManagerEffect.Ask ask) {
            MobilityRequest request = ask.request().withProgress(session.progress());
            callPolicy(() -> ask(request));
        } else if (effect instanceof ManagerEffect.Cancel cancel) {
            callPolicy(() -> parts.policy().cancelled(cancel.requestId()));
        } else if (effect instanceof ManagerEffect.Probe probe) {
            probe(probe.bearer());
        } else if (effect instanceof ManagerEffect.Report report) {
            guarded(() -> parts.listener().event(session, report.event()));
        } else if (effect instanceof ManagerEffect.Completed completed) {
            callPolicy(() -> parts.policy().completed(completed.outcome()));
            guarded(() -> parts.listener().completed(session, completed.outcome()));
        } else {
            move(effect);
        }
    }

    private void move(ManagerEffect effect) {
        if (effect instanceof ManagerEffect.Prepare prepare) {
            // what does not end in order ends without it
            after(
                    () -> session.prepare(prepare.mode(), prepare.drain(), prepare.timeout()),
                    failure -> new ManagerInput.Prepared(prepare.migration()),
                    new ManagerInput.Prepared(prepare.migration()));
        } else if (effect instanceof ManagerEffect.Stay) {
            guarded(session::stay);
        } else if (effect instanceof ManagerEffect.CarrierLost lost) {
            guarded(() -> session.carrierLost(lost.bearer()));
        } else if (effect instanceof ManagerEffect.Connect connect) {
            connect(connect);
        } else if (effect instanceof ManagerEffect.CatchUp catchUp) {
            long migration = catchUp.migration();
            after(session::catchUp, failure -> failed(migration, failure), new ManagerInput.CaughtUp(migration));
        } else if (effect instanceof ManagerEffect.CutOver) {
            guarded(session::cutOver);
        } else if (effect instanceof ManagerEffect.Retire retire) {
            ManagerInput retired = new ManagerInput.Retired(retire.migration());
            after(() -> session.retire(retire.timeout()), failure -> retired, retired);
        } else if (effect instanceof ManagerEffect.Discard) {
            guarded(session::discard);
        }
    }

    private void connect(ManagerEffect.Connect connect) {
        long migration = connect.migration();
        parts.turns().take(() -> {
            CompletionStage<Void> connected = started(
                    () -> session.connect(connect.bearer(), connect.mode(), connect.drain(), connect.drainTimeout()));
            connected.whenComplete((done, failure) -> {
                parts.turns().done();
                tell(failure == null ? new ManagerInput.Connected(migration) : failed(migration, failure));
            });
        });
    }

    private static ManagerInput failed(long migration, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Result result = cause instanceof MigrationException known ? known.getResult() : Result.MOBILITY_ERROR;
        return new ManagerInput.Failed(
                migration, result, cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    private void after(
            Supplier<CompletionStage<Void>> task, Function<Throwable, ManagerInput> failed, ManagerInput done) {
        started(task).whenComplete((nothing, failure) -> tell(failure == null ? done : failed.apply(failure)));
    }

    /** A task that throws has failed. */
    private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> task) {
        try {
            CompletionStage<T> stage = task.get();
            return stage == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("returned null instead of a stage"))
                    : stage;
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** One call after the other: one that does not return keeps back the others of this session, and nothing else. */
    private void callPolicy(Runnable call) {
        if (parts.policy().blocks()) {
            policyCalls = policyCalls.handleAsync(
                    (before, failure) -> {
                        guarded(call);
                        return null;
                    },
                    parts.threads());
        } else {
            guarded(call);
        }
    }

    private void ask(MobilityRequest request) {
        CompletionStage<MobilityDecision> answer = started(() -> parts.policy().decide(request));
        AtomicBoolean answered = new AtomicBoolean();
        answer.whenComplete((decision, failure) -> {
            if (!answered.compareAndSet(false, true)) {
                warn(
                        "the policy has answered a question twice, and only its first answer counts; mend the policy",
                        null);
            } else if (decision != null) {
                tell(new ManagerInput.Decided(request.requestId(), decision));
            } else {
                String problem = failure == null ? "the policy answered null" : "the policy failed: " + failure;
                tell(new ManagerInput.PolicyFailed(request.requestId(), problem));
            }
        });
    }

    private void probe(Bearer bearer) {
        CompletionStage<Reachability> answer = session.server(bearer)
                .map(server -> started(() -> parts.probe().probe(bearer, server)))
                .orElseGet(() -> CompletableFuture.completedFuture(Reachability.SERVER));
        answer.whenComplete((reachability, failure) ->
                tell(new ManagerInput.Probed(bearer, reachability == null ? Reachability.NONE : reachability)));
    }

    private void setTimer(ManagerEffect.SetTimer set) {
        cancelTimer(set.timer());
        try {
            timers.put(
                    set.timer(),
                    parts.timer()
                            .schedule(
                                    () -> tell(new ManagerInput.TimerFired(set.timer())),
                                    set.delay().toNanos(),
                                    TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Session {} waits for nothing any more: everything is stopped", session.name());
        }
    }

    private void cancelTimer(ManagerTimer timer) {
        Future<?> before = timers.remove(timer);
        if (before != null) {
            before.cancel(false);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException unexpected) {
            warn("what was told of an event has failed; where a policy is named below, mend that", unexpected);
        }
    }

    /** What goes wrong once goes wrong each time: the same is said once, with its stack trace if it has one. */
    private void warn(String what, RuntimeException unexpected) {
        String same = unexpected == null ? what : unexpected.toString();
        if (warned.size() < MAX_WARNINGS && warned.add(same)) {
            LOG.warn("Session {}: {}", session.name(), what, unexpected);
        } else {
            LOG.debug("Session {}: {}", session.name(), what, unexpected);
        }
    }
}
