/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.definition.flink;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The definitions in force at an operator, in a compiled form.
 *
 * <p>A job is submitted with the definitions that stand at that moment, so that the first event
 * already meets them; later ones arrive by broadcast and are kept in state. Of each definition the
 * greatest version counts, whichever way it came. Compiling is repeated when something changed and
 * never an event. Kinds that an operator does not need it does not keep.
 *
 * @param <T> the compiled form
 */
public final class DefinitionRegister<T> implements Serializable {

  /** Broadcast state, by kind and id; bounded by the number of definitions. */
  public static final MapStateDescriptor<String, DefinitionUpdate> DEFINITIONS =
      new MapStateDescriptor<>("definitions", Types.STRING, Types.POJO(DefinitionUpdate.class));

  /** Makes the compiled form. Must not fail: what cannot be compiled is left out. */
  @FunctionalInterface
  public interface Compiler<T> extends Serializable {
    T compile(Collection<DefinitionUpdate> standing, long version);
  }

  private final Set<String> kinds;
  private final SortedMap<String, DefinitionUpdate> atStart = new TreeMap<>();
  private final Compiler<T> compiler;
  private transient @Nullable T compiled;
  private transient long version;

  /**
   * @param kinds that matter here
   * @param atStart the definitions that stood when the job was submitted
   */
  public DefinitionRegister(
      Set<String> kinds, List<DefinitionUpdate> atStart, Compiler<T> compiler) {
    this.kinds = Set.copyOf(kinds);
    atStart.stream()
        .filter(update -> kinds.contains(update.kind()))
        .forEach(update -> this.atStart.put(update.key(), update));
    this.compiler = compiler;
  }

  /** The compiled form of what is in force. */
  public T current(ReadOnlyBroadcastState<String, DefinitionUpdate> state) throws Exception {
    T known = compiled;
    if (known == null) {
      Map<String, DefinitionUpdate> inForce = inForce(state);
      version = inForce.values().stream().mapToLong(DefinitionUpdate::version).max().orElse(0);
      inForce.values().removeIf(DefinitionUpdate::withdrawn);
      known = compiler.compile(inForce.values(), version);
      compiled = known;
    }
    return known;
  }

  /**
   * The greatest version among the definitions that {@link #current} was compiled from, withdrawn
   * ones included: it grows with each change.
   */
  public long version() {
    return version;
  }

  /** Takes a definition from the stream. False if it is known, or of a kind that is not needed. */
  public boolean take(DefinitionUpdate update, BroadcastState<String, DefinitionUpdate> state)
      throws Exception {
    if (!kinds.contains(update.kind())) {
      return false;
    }
    if (isKnown(update, atStart.get(update.key())) || isKnown(update, state.get(update.key()))) {
      return false;
    }
    state.put(update.key(), update);
    compiled = null;
    return true;
  }

  private static boolean isKnown(DefinitionUpdate update, @Nullable DefinitionUpdate held) {
    return held != null && held.version() >= update.version();
  }

  private Map<String, DefinitionUpdate> inForce(
      ReadOnlyBroadcastState<String, DefinitionUpdate> state) throws Exception {
    Map<String, DefinitionUpdate> inForce = new TreeMap<>(atStart);
    for (Map.Entry<String, DefinitionUpdate> entry : state.immutableEntries()) {
      if (kinds.contains(entry.getValue().kind())) {
        inForce.merge(entry.getKey(), entry.getValue(), DefinitionRegister::newer);
      }
    }
    return inForce;
  }

  private static DefinitionUpdate newer(DefinitionUpdate one, DefinitionUpdate other) {
    return one.version() >= other.version() ? one : other;
  }
}
