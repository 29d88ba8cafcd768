/** KLARF: what an inspection tool writes of the defects of wafers. */
package org.loupe.exchange.internal.klarf;
