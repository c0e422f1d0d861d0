/** Octets of an idle day, by the way to wait. */
package org.camelpush.benchmarks.wire;
