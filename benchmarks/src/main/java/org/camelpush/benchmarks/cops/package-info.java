/** How fast requests of COPS are decided, next to an echo of the same octets, and what an idle PEP costs. */
package org.camelpush.benchmarks.cops;
