/** Two tools of an invented vendor, to be copied: one detector, one feature extractor. */
package org.loupe.example.vendor;
