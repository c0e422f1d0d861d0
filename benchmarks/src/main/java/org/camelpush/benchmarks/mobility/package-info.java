/** What a move to another network costs: of a mailbox, of thousands, and the decision about it. */
package org.camelpush.benchmarks.mobility;
