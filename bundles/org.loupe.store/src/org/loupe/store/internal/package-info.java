/** How the store does it; not API. */
package org.loupe.store.internal;
