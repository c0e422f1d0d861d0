/** A mail server and a route that hears of new mail, in one process; or the same route on a mailbox of yours. */
package org.camelpush.examples.pushmail;
