/**
 * The state machine of one mailbox: inputs in, effects out. No Camel, no Netty, no clock, no thread, no chance of its
 * own, so that a simulator can run it through any order of events. One class per state; {@code Planner} says what is
 * done next whenever the connection is free; {@code Ledger} knows which mail is where; {@code Moving}
 * takes it all from one connection to another.
 */
package org.camelpush.imapidle.session;
