/** The starter of {@code mobility}. */
package org.camelpush.mobility.springboot;
