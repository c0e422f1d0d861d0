/**
 * The Netty shell around the two machines: feeds them what the network and the clock say, on the one event loop that owns each,
 * and carries out what they want. Blocks nowhere and runs no user code: that is given to the host.
 */
package org.camelpush.cops.net;
