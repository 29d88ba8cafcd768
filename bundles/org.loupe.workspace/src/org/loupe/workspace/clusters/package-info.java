/** Sorting of crops without prior knowledge: clusters are made, looked at, changed, named and saved as labels. */
package org.loupe.workspace.clusters;
