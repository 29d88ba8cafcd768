/** Formats of labels, one class each; not API. */
package org.loupe.exchange.internal.labels;
