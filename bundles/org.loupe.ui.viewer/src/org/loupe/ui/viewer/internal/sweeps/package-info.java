/** Sweeps: their tables, and what each of their settings finds. */
package org.loupe.ui.viewer.internal.sweeps;
