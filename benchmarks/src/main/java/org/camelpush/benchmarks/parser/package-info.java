/** Framing and parsing of one FETCH response, by JMH. */
package org.camelpush.benchmarks.parser;
