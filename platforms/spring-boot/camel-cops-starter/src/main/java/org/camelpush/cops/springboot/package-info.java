/** The starter of {@code cops}. */
package org.camelpush.cops.springboot;
