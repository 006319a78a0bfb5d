/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a definition has to be to come into force, whichever way it comes: by a topic, over HTTP, in
 * a scenario. Begin with {@link io.kindred.validity.Validity}. Knows the kinds of definitions, and
 * not who asks.
 */
@NullMarked
package io.kindred.validity;

import org.jspecify.annotations.NullMarked;
