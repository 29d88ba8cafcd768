/** Clusterings are begun: what is clustered, by which features and method. */
package org.loupe.ui.internal.clusters;
