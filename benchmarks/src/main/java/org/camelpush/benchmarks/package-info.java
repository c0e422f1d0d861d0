/**
 * What the promises cost and hold: whole runs of the component next to a bare Netty client that does the least a client
 * can do, and to others, in the same run. Figures depend on the machine, ratios hardly do. A package is a question
 * ({@code latency}, {@code idle}, {@code backlog}, {@code wire}, {@code parser}, {@code endurance}) or a contestant.
 */
package org.camelpush.benchmarks;
