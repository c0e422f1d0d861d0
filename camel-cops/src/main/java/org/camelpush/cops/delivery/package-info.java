/** Between messages and exchanges: what a route sees of a request, and what its reply decides. */
package org.camelpush.cops.delivery;
