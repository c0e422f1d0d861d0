/** A page that shows live what mailboxes, networks and policy servers do; everything it shows is in the process. */
package org.camelpush.examples.pushboard;
