/**
 * From a fetched mail to an exchange and back: where its octets are kept, the Jakarta Mail message made of them, the
 * acknowledgement when the exchange ends, and the position that is kept.
 */
package org.camelpush.imapidle.delivery;
