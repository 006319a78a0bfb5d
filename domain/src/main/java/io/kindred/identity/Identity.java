/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.avro.IdentityItem;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.io.Serializable;
import java.util.Comparator;

/** A namespace and an id in it. Its key is {@code NAMESPACE:id}; only the id may hold a colon. */
public record Identity(String namespace, String id) implements Comparable<Identity>, Serializable {

  private static final Comparator<Identity> ORDER =
      Comparator.comparing(Identity::namespace).thenComparing(Identity::id);

  public Identity {
    if (namespace.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a namespace has no colon: " + namespace);
    }
  }

  public static Identity parse(String key) {
    int colon = key.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("an identity key is NAMESPACE:id: " + key);
    }
    return new Identity(key.substring(0, colon), key.substring(colon + 1));
  }

  public static Identity of(IdentityItem item) {
    return new Identity(item.getNamespace(), item.getId());
  }

  /** Reads {@code {"namespace", "id"}}. */
  public static Identity of(JsonFields fields) throws InvalidDefinition {
    String namespace = fields.text("namespace");
    if (namespace.indexOf(':') >= 0) {
      throw fields.refusal("namespace", "a code without a colon");
    }
    Identity identity = new Identity(namespace, fields.text("id"));
    fields.refuseUnknown();
    return identity;
  }

  /** The namespace of an identity key. */
  static String namespaceOf(String key) {
    return key.substring(0, key.indexOf(':'));
  }

  public String key() {
    return namespace + ":" + id;
  }

  public IdentityItem toItem() {
    return new IdentityItem(namespace, id);
  }

  @Override
  public int compareTo(Identity other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return key();
  }
}
