/** The table that is printed, and what is counted in rounds. */
package org.camelpush.benchmarks.report;
