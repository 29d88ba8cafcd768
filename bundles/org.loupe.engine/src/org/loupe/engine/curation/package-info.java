/**
 * What to label next, and which labels to doubt: plain algorithms on tables of numbers, whatever those numbers are. All
 * of it is deterministic: the same input and seed give the same result on every machine. Rows are labels or tiles; the
 * features of unlike units are brought to one scale inside.
 */
package org.loupe.engine.curation;
