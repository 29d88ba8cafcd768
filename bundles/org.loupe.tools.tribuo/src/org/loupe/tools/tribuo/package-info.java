/**
 * Trainers of classifiers on features: linear support vectors and novelty by Tribuo, the others in plain Java where
 * Tribuo is too slow, cannot be stopped or lacks them.
 */
package org.loupe.tools.tribuo;
