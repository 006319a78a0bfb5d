/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reading what people define. Begin with {@link io.kindred.definition.JsonFields}. Knows the shape
 * of JSON and of good errors, and no definition in particular.
 */
@NullMarked
package io.kindred.definition;

import org.jspecify.annotations.NullMarked;
