/** Columns on disk: the results of a run as Parquet parts, and the journal of labels. */
package org.loupe.store;
