/**
 * The life of one session between bearers as a machine: what happened and the time go in, what is to be done comes out. Pure:
 * no Camel, no clock, no thread.
 */
package org.camelpush.mobility.manager;
