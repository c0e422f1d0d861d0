/**
 * The Netty shell around the state machine: feeds it what the network, the clock and the route say, on the one event
 * loop that owns it, and carries out what it wants. Blocks nowhere and runs no user code: that is given to workers.
 */
package org.camelpush.imapidle.net;
