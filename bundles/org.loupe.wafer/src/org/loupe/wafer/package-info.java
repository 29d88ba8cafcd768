/** Wafers and panels: dies, bins and defects in columns, what they tell, and how they are drawn. */
package org.loupe.wafer;
