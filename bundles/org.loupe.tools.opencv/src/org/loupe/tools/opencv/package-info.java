/** Preprocessing, registration, golden comparison and classical segmentation on OpenCV. */
package org.loupe.tools.opencv;
