/**
 * What the starters have in common. A starter has no class of options: its properties are those of the component, read from
 * the component's own description, see docs/adr/0070.
 */
package org.camelpush.springboot;
