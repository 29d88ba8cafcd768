/** Clusters of defects: their tree, their pictures, where they lie among each other, and what people make of them. */
package org.loupe.ui.viewer.internal.clusters;
