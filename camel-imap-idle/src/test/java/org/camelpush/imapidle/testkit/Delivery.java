package org.camelpush.imapidle.testkit;

/**
 * When a mail was announced.
 *
 * @param uid the mail
 * @param nanoTime {@link System#nanoTime()} just before the EXISTS that told a client of it for the first time was
 *     written
 */
public record Delivery(long uid, long nanoTime) {}
