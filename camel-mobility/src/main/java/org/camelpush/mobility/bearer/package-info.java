/**
 * What networks there are: bearers, how they change, and who watches them. No Camel, no clock: the monitors are told the
 * time and given their threads.
 */
package org.camelpush.mobility.bearer;
