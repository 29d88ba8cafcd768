/** How the exchange does it; not API. */
package org.loupe.exchange.internal;
