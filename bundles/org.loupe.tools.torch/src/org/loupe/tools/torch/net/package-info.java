/**
 * Nets as small graphs of layers, described without any library: what runs, trains or exports a net walks its
 * description.
 */
package org.loupe.tools.torch.net;
