/** Trainings of nets: how they go, what they find, how healthy they are. */
package org.loupe.ui.viewer.internal.nets;
