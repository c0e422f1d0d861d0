/** The component as a contestant. */
package org.camelpush.benchmarks.imapidle;
