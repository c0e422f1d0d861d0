/**
 * The Camel face of mobility: a hub with its bearers, its policy and its sessions; a consumer that hears of them, a producer
 * that operates them, and a route policy that makes a route's consumer a session.
 */
package org.camelpush.mobility;
