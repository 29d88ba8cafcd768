/** Labels that people give to images: what they are, how they change, and the journal that never loses one. */
package org.loupe.store.labels;
