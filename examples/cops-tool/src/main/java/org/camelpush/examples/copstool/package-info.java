/** COPS on the command line: ask a PDP, be one, and read messages. */
package org.camelpush.examples.copstool;
