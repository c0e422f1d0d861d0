package org.camelpush.cops.net;

/**
 * User event: why the connection is going to end. Of several the first one counts.
 *
 * @param why for people
 */
record Ending(String why) {}
