/** The lot: its wafers as small maps, their figures, and what was read of their files. */
package org.loupe.ui.viewer.internal.lot;
