/**
 * Nets that learn from labelled images: training judged on images held apart, the model's file, and what its results are
 * made of.
 */
package org.loupe.engine.nets;
