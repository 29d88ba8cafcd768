/** What a wafer or a lot tells in numbers: yield, density, clusters, spatial patterns, adders, trends. */
package org.loupe.wafer.statistics;
