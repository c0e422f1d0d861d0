/**
 * Who decides on which bearer a session is: the SPI, what is asked and answered, and the policies that need no route. Pure:
 * no Camel, no clock.
 */
package org.camelpush.mobility.policy;
