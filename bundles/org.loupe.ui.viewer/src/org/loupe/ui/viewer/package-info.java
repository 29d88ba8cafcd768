/** Image viewer with overlays, wafer and panel maps, gallery, tables and plots. */
package org.loupe.ui.viewer;
