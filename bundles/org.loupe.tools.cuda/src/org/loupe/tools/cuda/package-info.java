/** Tools on NVIDIA GPUs, under the ids of those on the processor and with their numbers. */
package org.loupe.tools.cuda;
