/** Labels, icons and commands for the objects of the project model. */
package org.loupe.model.edit;
