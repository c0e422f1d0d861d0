/** A peer: imapflow on Node.js, by the scripts in src/main/node. */
package org.camelpush.benchmarks.imapflow;
