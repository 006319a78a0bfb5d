/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Fragments: what one identity has contributed, its events and its attributes. Begin with {@link
 * io.kindred.fragment.Attributes}. Knows neither clusters nor merge policies.
 */
@NullMarked
package io.kindred.fragment;

import org.jspecify.annotations.NullMarked;
