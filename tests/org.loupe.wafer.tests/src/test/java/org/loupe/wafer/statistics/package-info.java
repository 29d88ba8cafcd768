/** Figures of wafers against planted truth. */
package org.loupe.wafer.statistics;
