/** Maps of wafers as pictures: one painter over a pen, pens for SVG and PNG. */
package org.loupe.wafer.drawing;
