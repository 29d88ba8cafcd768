/** Maps of dies with bins: SEMI G85 and E142 XML, SINF. */
package org.loupe.exchange.internal.maps;
