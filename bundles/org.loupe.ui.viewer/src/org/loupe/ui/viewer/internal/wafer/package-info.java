/** The map of a wafer or panel, and the parts that tell of what is selected on it. */
package org.loupe.ui.viewer.internal.wafer;
