/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.fragment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where an attribute stands: field names from the root, written as a JSON Pointer (RFC 6901). */
public record AttributePath(String pointer, List<String> names)
    implements Comparable<AttributePath> {

  public static AttributePath parse(String pointer) {
    List<String> names = new ArrayList<>();
    for (String name : pointer.substring(1).split("/", -1)) {
      names.add(name.indexOf('~') < 0 ? name : name.replace("~1", "/").replace("~0", "~"));
    }
    return new AttributePath(pointer, names);
  }

  /** The pointer to the field {@code name} of what {@code parent} points to. */
  public static String child(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The field of the root in which it stands. */
  public String root() {
    return names.get(0);
  }

  /** Pointers to the objects around this, the innermost first; the root is none of them. */
  public List<String> ancestors() {
    List<String> ancestors = new ArrayList<>(names.size());
    for (int end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      ancestors.add(pointer.substring(0, end));
    }
    return ancestors;
  }

  /** Sets the field in {@code root}; what stands on the way there must be objects. */
  public void set(ObjectNode root, JsonNode value) {
    ObjectNode at = root;
    int last = names.size() - 1;
    for (String name : names.subList(0, last)) {
      at = at.withObjectProperty(name);
    }
    at.set(names.get(last), value);
  }

  /** By the names from the root, so that the fields of each object are sorted. */
  @Override
  public int compareTo(AttributePath other) {
    return Arrays.compare(names.toArray(String[]::new), other.names.toArray(String[]::new));
  }
}
