package org.camelpush.imapidle.session;

import java.time.Duration;

/**
 * The wish that a session goes on over another connection.
 *
 * @param number tells the outcome of this move from those of others
 * @param binding what the next connection is bound to; connections after it are too
 * @param mode in which order
 * @param drain how long the old connection may take to end what it is doing; then it is closed where it is
 */
public record Move(long number, Binding binding, MoveMode mode, Duration drain) {}
