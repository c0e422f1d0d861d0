package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.camelpush.imapidle.protocol.Body;

/** Collects what one input makes to do, in order. Holds nothing between inputs. */
final class Effects {

    private List<SessionEffect> pending;
    private Consumer<SessionEvent> listener;

    /** Hears what is reported too. */
    void listen(Consumer<SessionEvent> hears) {
        listener = hears;
    }

    void add(SessionEffect effect) {
        if (pending == null) {
            pending = new ArrayList<>(4);
        }
        pending.add(effect);
    }

    void report(SessionEvent event) {
        add(new SessionEffect.Report(event));
        if (listener != null) {
            listener.accept(event);
        }
    }

    void share(SharingNote note) {
        add(new SessionEffect.Share(note));
    }

    void release(Body body) {
        if (body != null) {
            add(new SessionEffect.Release(body));
        }
    }

    List<SessionEffect> take() {
        List<SessionEffect> answer = pending == null ? List.of() : pending;
        pending = null;
        return answer;
    }
}
