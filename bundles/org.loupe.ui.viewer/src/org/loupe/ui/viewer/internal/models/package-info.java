/** Models of the project in the workbench: what was learned, how good it is, and which examples are behind a figure. */
package org.loupe.ui.viewer.internal.models;
