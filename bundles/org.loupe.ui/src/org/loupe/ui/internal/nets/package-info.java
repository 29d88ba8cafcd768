/** Trainings of nets in the background. */
package org.loupe.ui.internal.nets;
