/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people have settled about one namespace.
 *
 * @param priority 1 is the highest
 * @param unique at most one id of this namespace in a cluster
 * @param normalize the steps in their order
 * @param pattern what a normalised id must match as a whole; null for anything
 * @param neighbours an identity linked to more others than this links nobody
 */
public record NamespaceSettings(
    String namespace,
    NamespaceType type,
    int priority,
    boolean unique,
    List<Normalization> normalize,
    @Nullable Pattern pattern,
    int neighbours)
    implements Serializable {

  public static final int LOWEST_PRIORITY = 10_000;

  /** A person who deletes cookies daily stays under it for years; a kiosk does not for a day. */
  public static final int NEIGHBOURS = 1_000;

  public NamespaceSettings {
    normalize = List.copyOf(normalize);
  }

  /** Of a namespace that nobody has listed. */
  static NamespaceSettings unlisted(String namespace) {
    return new NamespaceSettings(
        namespace,
        NamespaceType.standard(namespace),
        LOWEST_PRIORITY,
        false,
        List.of(),
        null,
        NEIGHBOURS);
  }

  public String normalized(String id) {
    String normal = id;
    for (Normalization step : normalize) {
      normal = step.apply(normal);
    }
    return normal;
  }
}
