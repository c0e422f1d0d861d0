/**
 * What the promises cost and hold: whole runs of the component next to a bare Netty client that does the least a client
 * can do, in the same run. Figures depend on the machine, ratios hardly do.
 */
package org.camelpush.benchmarks;
