/** Two COPS policy servers that answer by a table, and a gateway that asks them; everything is in the process. */
package org.camelpush.examples.policyserver;
