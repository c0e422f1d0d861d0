package org.camelpush.imapidle.session.simulation;

import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.SessionInput;

/** Where positions are kept, as text. Keeps what it said it has kept, unless it is one that keeps nothing. */
final class ModelStore {

    private final World world;
    private String kept;
    private String underWay;
    private long keptModSeq;
    private long modSeqUnderWay;

    ModelStore(World world) {
        this.world = world;
    }

    /** What a process would find that began now. */
    Cursor kept() {
        return kept == null ? null : Cursor.parse(kept).withModSeq(keptModSeq);
    }

    void load(Shell shell) {
        world.agenda.after(world.chance.millis(0, 50), () -> {
            if (world.schedule.faults.happens(world.schedule.faults.loadFails)) {
                world.gone(Path.LOAD_FAILED);
                shell.input(new SessionInput.CursorUnavailable("out of order"));
            } else {
                shell.input(new SessionInput.CursorLoaded(kept()));
            }
        });
    }

    void save(Shell shell, Cursor cursor) {
        underWay = cursor.toString();
        modSeqUnderWay = cursor.modSeq();
        world.agenda.after(world.chance.millis(0, world.chance.in(0.1) ? 5_000 : 20), () -> {
            if (!shell.isDead()) {
                if (world.schedule.faults.happens(world.schedule.faults.saveFails)) {
                    world.gone(Path.SAVE_FAILED);
                } else {
                    keep();
                }
                underWay = null;
                shell.saved();
            }
        });
    }

    /** The process died: what was under way may be kept or not. */
    void crashed() {
        if (underWay != null) {
            if (world.chance.in(0.5)) {
                keep();
            } else {
                world.gone(Path.SAVE_LOST_IN_A_CRASH);
            }
        }
        underWay = null;
    }

    private void keep() {
        if (world.schedule.cursorKept) {
            kept = underWay;
            keptModSeq = modSeqUnderWay;
        }
    }
}
