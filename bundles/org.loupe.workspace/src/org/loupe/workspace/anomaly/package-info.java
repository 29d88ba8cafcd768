/** Detectors of anomalies from images: learned from the good ones of a set, tried on others. */
package org.loupe.workspace.anomaly;
