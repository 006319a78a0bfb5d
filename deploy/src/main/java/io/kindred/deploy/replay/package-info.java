/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The dry run: scenarios through the real job. Begin with {@link io.kindred.deploy.replay.Replay}.
 */
@NullMarked
package io.kindred.deploy.replay;

import org.jspecify.annotations.NullMarked;
