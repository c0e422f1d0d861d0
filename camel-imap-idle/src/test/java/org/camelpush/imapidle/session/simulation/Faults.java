package org.camelpush.imapidle.session.simulation;

/** How likely each fault is, while there are faults at all. */
final class Faults {

    private final Chance chance;
    private boolean on = true;

    double turnIsLate;
    double cut;
    double halfOpen;
    double refusedConnection;
    double hangingConnection;
    double noImap;
    double silence;
    double no;
    double bye;
    double endsIdle;
    double chatter;
    double sameExists;
    double unknownExpunge;
    double omission;
    double fetchAnsweredNo;
    double loginRefused;
    double tokenRefused;
    double noCredentials;
    double tlsFails;
    double injection;
    double loadFails;
    double saveFails;
    double routeFails;
    double late;
    double overflow;

    Faults(Chance chance, Kind kind) {
        this.chance = chance;
        boolean any = kind == Kind.ANYTHING;
        if (any || kind == Kind.CUTS || kind == Kind.CRASHES || kind == Kind.BACKLOG && chance.in(0.5)) {
            network(any ? 0.5 : 1);
        }
        if (kind == Kind.MOVES && chance.in(0.5)) {
            network(1);
        }
        if (any || kind == Kind.LIES) {
            lies();
        }
        if (any || kind == Kind.REFUSALS) {
            refusals(any ? 0.3 : 1);
        }
        if (kind == Kind.SHARED) {
            shared();
        }
        if (kind == Kind.BACKLOG && chance.in(0.2)) {
            routeFails = 1;
        }
        if (kind == Kind.STOPS && chance.in(0.5)) {
            silence = 0.1;
            halfOpen = 0.02;
        }
        if (any || kind == Kind.ROUTE) {
            routeFails = chance.oneOf(0.05, 0.3, 1.0);
        }
        if (any || kind == Kind.SECURITY) {
            loginRefused = 0.1;
            tokenRefused = chance.oneOf(0.0, 0.3, 1.0);
            noCredentials = 0.05;
            tlsFails = 0.1;
            injection = 0.1;
        }
        if (any || kind == Kind.CRASHES) {
            loadFails = 0.2;
            saveFails = 0.1;
        }
        turnIsLate = any || kind == Kind.CUTS ? 0.3 : 0;
        chatter = chance.oneOf(0.0, 0.1, 0.5);
        late = kind.isPrompt() ? 0 : 0.05;
    }

    private void shared() {
        overflow = chance.oneOf(0.0, 0.1);
        if (chance.in(0.5)) {
            network(0.5);
        }
        if (chance.in(0.3)) {
            no = 0.02;
            bye = 0.02;
            silence = 0.02;
        }
        routeFails = chance.oneOf(0.0, 0.0, 0.2);
    }

    private void network(double weight) {
        cut = weight * chance.oneOf(0.0, 0.01, 0.05);
        halfOpen = weight * chance.oneOf(0.0, 0.005, 0.02);
        refusedConnection = weight * chance.oneOf(0.0, 0.2);
        hangingConnection = weight * chance.oneOf(0.0, 0.1);
    }

    private void lies() {
        sameExists = chance.oneOf(0.0, 0.1, 0.5);
        unknownExpunge = chance.oneOf(0.0, 0.1, 0.5);
        omission = chance.oneOf(0.0, 0.1, 0.3);
        fetchAnsweredNo = chance.oneOf(0.0, 0.1, 0.3);
    }

    private void refusals(double weight) {
        no = weight * chance.oneOf(0.0, 0.05);
        bye = weight * chance.oneOf(0.0, 0.05);
        silence = weight * chance.oneOf(0.0, 0.05);
        endsIdle = chance.oneOf(0.0, 0.3, 1.0);
        noImap = weight * chance.oneOf(0.0, 0.02);
        loginRefused = weight * chance.oneOf(0.0, 0.05);
    }

    /** From here on everything works. */
    void off() {
        on = false;
    }

    /** From here on the server announces what is not, whenever it can, and does nothing else that is wrong. */
    void onlyLies() {
        on = true;
        omission = 0;
        fetchAnsweredNo = 0;
        chatter = 0;
        late = 0;
        sameExists = 1;
        unknownExpunge = 1;
    }

    boolean areOn() {
        return on;
    }

    boolean happens(double probability) {
        return on && chance.in(probability);
    }
}
