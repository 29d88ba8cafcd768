/** Files of wafers: KLARF and maps, read, edited and written. */
package org.loupe.exchange.wafer;
