/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The rules of the house, as tests. Begin with {@link io.kindred.house.TidyTest}; STYLE.md says
 * what each rule is for. Knows every room's shape and no room's meaning.
 */
@NullMarked
package io.kindred.house;

import org.jspecify.annotations.NullMarked;
