/** Many idle mailboxes: their heap and threads, and a mail to each of them at once. */
package org.camelpush.benchmarks.idle;
