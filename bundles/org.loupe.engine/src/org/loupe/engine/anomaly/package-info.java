/**
 * Detection of what is unlike good images: local features, a model learned from good images alone, and the limit that
 * good images stay below.
 */
package org.loupe.engine.anomaly;
