/** What can be moved: one adapter for each kind of session, the sockets they use, and the driver that carries out what a manager wants. */
package org.camelpush.mobility.session;
