/** How well detections agree with the truth: pure functions over the boxes of single images. */
package org.loupe.engine.evaluation;
