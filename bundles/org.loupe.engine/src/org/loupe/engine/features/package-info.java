/** Which numbers describe a defect, how they are measured on its pixels, and how they are brought to one scale. */
package org.loupe.engine.features;
