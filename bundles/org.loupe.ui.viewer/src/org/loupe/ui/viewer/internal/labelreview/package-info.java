/** Whether annotators agree, whether the journal is whole, and which tiles train and which test. */
package org.loupe.ui.viewer.internal.labelreview;
