/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What people define, as the operators see it while they run. Begin with {@link
 * io.kindred.definition.flink.DefinitionRegister}.
 */
@NullMarked
package io.kindred.definition.flink;

import org.jspecify.annotations.NullMarked;
