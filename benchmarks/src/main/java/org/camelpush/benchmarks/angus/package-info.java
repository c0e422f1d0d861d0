/** A peer: Angus Mail, by a thread in idle() for each mailbox, and by its IdleManager. */
package org.camelpush.benchmarks.angus;
