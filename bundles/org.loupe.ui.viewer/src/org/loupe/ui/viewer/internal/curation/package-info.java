/** Labels in doubt, and orders and filters of tiles that follow from what they show. */
package org.loupe.ui.viewer.internal.curation;
