/** "You have mail" by SMS, at most one in a while and none in quiet hours; everything it needs is in the process. */
package org.camelpush.examples.mailalert;
