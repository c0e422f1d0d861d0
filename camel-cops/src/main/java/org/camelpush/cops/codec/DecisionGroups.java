package org.camelpush.cops.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;

/**
 * Puts together what belongs to one decision: a context, then flags, then data (RFC 2748 §3.2). In a request the context
 * may be missing (§3.1).
 */
final class DecisionGroups {

    private final boolean contextNeeded;
    private final Consumer<String> malformed;
    private final List<Decision> decisions = new ArrayList<>(1);

    private Context context;
    private DecisionCommand command;
    private int flags;
    private List<DecisionData> data = List.of();

    /**
     * @param contextNeeded true in a decision of a PDP
     * @param malformed hears what is wrong
     */
    DecisionGroups(boolean contextNeeded, Consumer<String> malformed) {
        this.contextNeeded = contextNeeded;
        this.malformed = malformed;
    }

    void context(Context next) {
        end();
        context = next;
    }

    void flags(DecisionCommand nextCommand, int nextFlags) {
        if (command != null) {
            end();
        }
        if (context == null && contextNeeded) {
            malformed.accept("Decision Flags without a Context");
        }
        command = nextCommand;
        flags = nextFlags;
    }

    /** RFC 2748 §3.2: the flags come first. */
    void data(DecisionData next) {
        if (command == null) {
            malformed.accept("decision data in front of its Decision Flags");
        } else if (data.stream().anyMatch(other -> other.kind() == next.kind())) {
            malformed.accept("two decision data of one kind for one Context");
        } else {
            data = data.isEmpty() ? new ArrayList<>(1) : data;
            data.add(next);
        }
    }

    private void end() {
        if (command != null) {
            decisions.add(new Decision(context, command, flags, data));
        } else if (context != null) {
            malformed.accept("a Context without Decision Flags");
        }
        context = null;
        command = null;
        data = List.of();
    }

    /** All of them, when the message has ended. */
    List<Decision> all() {
        end();
        return decisions;
    }
}
