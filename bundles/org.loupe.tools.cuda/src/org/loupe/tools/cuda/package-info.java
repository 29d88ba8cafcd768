/**
 * Tools on NVIDIA GPUs, under the ids of those on the processor and with their numbers. Operators and thresholds take
 * tiles of one shape together, by one launch of each kernel.
 */
package org.loupe.tools.cuda;
