package org.camelpush.imapidle.session.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.SessionInput;

/** The route: takes its time, may fail, answers each exchange once, and not always in the order they came. */
final class ModelRoute {

    private final World world;
    private final Shell shell;
    private int inRoute;
    private long lastBegun;

    ModelRoute(World world, Shell shell) {
        this.world = world;
        this.shell = shell;
    }

    int inRoute() {
        return inRoute;
    }

    void deliver(PushedMail mail) {
        inRoute++;
        if (inRoute > world.schedule.settings.maxInFlight()) {
            throw new BrokenRule("never more than maxInFlight in the route: " + inRoute);
        }
        ModelMail model = world.deliveries.delivered(shell, mail);
        world.telling.delivered(model, mail);
        checkContent(mail, model);
        long begun = ++lastBegun;
        long time = world.schedule.routeTime;
        long takes = time == 0 ? 0 : world.chance.random().nextLong(time);
        world.agenda.after(takes, () -> acknowledge(model, begun));
    }

    void tell(MailEvent event) {
        world.telling.told(shell, event);
        long time = world.schedule.routeTime;
        long takes = time == 0 ? 0 : world.chance.random().nextLong(time);
        world.agenda.after(takes, () -> {
            if (!shell.isDead()) {
                shell.input(new SessionInput.Told());
            }
        });
    }

    private void checkContent(PushedMail mail, ModelMail model) {
        Download download = world.schedule.wish.of(model);
        if (mail.mail().download() != download) {
            throw new BrokenRule("of " + model + " must come " + download + ": "
                    + mail.mail().download());
        }
        if (download == Download.NONE) {
            world.gone(Path.NOTHING_DOWNLOADED);
            return;
        }
        if (download == Download.HEADERS) {
            world.gone(world.schedule.wish.selection.maxDownloadSize() < 0 ? Path.HEADERS_ONLY : Path.TOO_LARGE);
        }
        try (var in = mail.mail().body().open()) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!content.equals(Wish.content(model, download))) {
                throw new BrokenRule("the content of " + model + " must be what the server has: " + content);
            }
        } catch (IOException e) {
            throw new BrokenRule("the content of " + model + " must be readable");
        }
        mail.mail().body().release();
    }

    private void acknowledge(ModelMail model, long begun) {
        if (shell.isDead()) {
            return;
        }
        if (begun < lastBegun && inRoute > 1) {
            world.gone(Path.ACKNOWLEDGED_OUT_OF_ORDER);
        }
        inRoute--;
        boolean fails = world.schedule.faults.areOn()
                && (model.failuresToCome > 0 || world.chance.in(world.schedule.faults.routeFails));
        if (fails) {
            model.failuresToCome--;
            world.gone(Path.ROUTE_FAILED);
        }
        world.deliveries.acknowledged(shell, model, !fails);
        shell.input(new SessionInput.Acknowledged(model.uidValidity, model.uid, !fails));
    }
}
