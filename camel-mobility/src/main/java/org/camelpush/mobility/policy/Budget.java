package org.camelpush.mobility.policy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * What may be sent and received over metered bearers in a day and in a month. Counts what it is told of; thread-safe.
 */
public final class Budget {

    /** Percent at which it is worth a warning. */
    public static final int WARN = 75;

    private static final int ALL = 100;

    private final Map<String, long[]> used = new HashMap<>();
    private LocalDate day = LocalDate.MIN;
    private long daily;
    private long monthly;

    /** Bytes a day for each bearer; 0 for no bound. */
    public synchronized void setDaily(long bytes) {
        daily = bytes;
    }

    /** Bytes a month for each bearer; 0 for no bound. */
    public synchronized void setMonthly(long bytes) {
        monthly = bytes;
    }

    /** So much has gone over that bearer, on that day. */
    public synchronized void count(String bearer, long bytes, LocalDate today) {
        turn(today);
        long[] both = used.computeIfAbsent(bearer, id -> new long[2]);
        both[0] += bytes;
        both[1] += bytes;
    }

    /** Percent of the narrower bound that is used up. */
    public synchronized int percent(String bearer, LocalDate today) {
        turn(today);
        long[] both = used.getOrDefault(bearer, new long[2]);
        return (int) Math.max(share(both[0], daily), share(both[1], monthly));
    }

    private static long share(long used, long bound) {
        return bound <= 0 ? 0 : Math.min(Integer.MAX_VALUE, used * ALL / bound);
    }

    boolean isUsedUp(String bearer, LocalDate today) {
        return percent(bearer, today) >= ALL;
    }

    private void turn(LocalDate today) {
        if (!today.equals(day)) {
            boolean sameMonth = today.getYear() == day.getYear() && today.getMonth() == day.getMonth();
            used.values().forEach(both -> {
                both[0] = 0;
                both[1] = sameMonth ? both[1] : 0;
            });
            day = today;
        }
    }
}
