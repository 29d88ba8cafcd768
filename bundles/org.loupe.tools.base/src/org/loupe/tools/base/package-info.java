/**
 * What tools of one id have in common, whatever computes them: their parameters, texts and checks, and the arithmetic
 * that stays on the processor. Who implements a tool extends its class here and adds how it computes.
 */
package org.loupe.tools.base;
