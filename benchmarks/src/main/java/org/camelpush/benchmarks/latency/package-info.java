/** From a server's EXISTS to the mail's arrival. */
package org.camelpush.benchmarks.latency;
