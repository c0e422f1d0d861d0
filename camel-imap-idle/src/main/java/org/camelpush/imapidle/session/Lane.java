package org.camelpush.imapidle.session;

/** A connection and what the session is doing on it. There is one, and a second one while the session moves. */
final class Lane {

    final Connection connection;
    final LaneTimers timers;
    SessionState state;

    Lane(Connection connection, LaneTimers timers, SessionState state) {
        this.connection = connection;
        this.timers = timers;
        this.state = state;
    }
}
