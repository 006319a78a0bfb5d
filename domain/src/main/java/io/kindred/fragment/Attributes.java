/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.fragment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Record;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attributes of one fragment, as versions.
 *
 * <p>A record's scalars and whole arrays each become one version; objects are descended, so an
 * empty object says nothing; {@code null} is a version that removes. Of each attribute a fragment
 * keeps the newest versions of each dataset. What it keeps follows from the set of what it was
 * given: order, grouping and repeats do not show.
 */
public final class Attributes {

  /** What identifies and dates a record is not an attribute of the person. */
  private static final Set<String> NOT_ATTRIBUTES = Set.of("_id", "timestamp", "identityMap");

  /** Total: two versions that compare equal are the same. The newest of an attribute is first. */
  private static final Comparator<AttributeVersion> NEWEST_FIRST =
      Comparator.comparing(AttributeVersion::getDataset)
          .thenComparing(AttributeVersion::getPath)
          .thenComparing(Comparator.comparingLong(AttributeVersion::getTimestamp).reversed())
          .thenComparing(AttributeVersion::getRecordId, Comparator.reverseOrder())
          .thenComparing(AttributeVersion::getValue, Comparator.reverseOrder());

  private Attributes() {}

  /** What an accepted record says, one version for each attribute. */
  public static List<AttributeVersion> versionsOf(Record source) {
    List<AttributeVersion> versions = new ArrayList<>();
    for (var field : XdmJson.read(source.getDocument()).properties()) {
      if (!NOT_ATTRIBUTES.contains(field.getKey())) {
        flatten(AttributePath.child("", field.getKey()), field.getValue(), source, versions);
      }
    }
    return versions;
  }

  /**
   * What a fragment that holds {@code held} keeps when {@code more} arrives: the newest {@code
   * keep} versions of each attribute of each dataset, each once, sorted.
   */
  public static List<AttributeVersion> add(
      List<AttributeVersion> held, List<AttributeVersion> more, int keep) {
    TreeSet<AttributeVersion> all = new TreeSet<>(NEWEST_FIRST);
    all.addAll(held);
    all.addAll(more);
    return newest(all, keep);
  }

  /** The versions that only one of two fragments has. */
  public static List<AttributeVersion> difference(
      List<AttributeVersion> one, List<AttributeVersion> other) {
    TreeSet<AttributeVersion> first = new TreeSet<>(NEWEST_FIRST);
    first.addAll(one);
    List<AttributeVersion> difference = new ArrayList<>();
    for (AttributeVersion version : other) {
      if (!first.remove(version)) {
        difference.add(version);
      }
    }
    difference.addAll(first);
    return difference;
  }

  private static List<AttributeVersion> newest(Iterable<AttributeVersion> sorted, int keep) {
    List<AttributeVersion> kept = new ArrayList<>();
    int ofThisAttribute = 0;
    AttributeVersion before = null;
    for (AttributeVersion version : sorted) {
      ofThisAttribute = before != null && sameAttribute(before, version) ? ofThisAttribute + 1 : 1;
      if (ofThisAttribute <= keep) {
        kept.add(version);
      }
      before = version;
    }
    return kept;
  }

  private static boolean sameAttribute(AttributeVersion a, AttributeVersion b) {
    return a.getPath().equals(b.getPath()) && a.getDataset().equals(b.getDataset());
  }

  private static void flatten(
      String path, JsonNode node, Record source, List<AttributeVersion> versions) {
    if (!node.isObject()) {
      versions.add(version(path, node, source));
      return;
    }
    for (var field : node.properties()) {
      flatten(AttributePath.child(path, field.getKey()), field.getValue(), source, versions);
    }
  }

  private static AttributeVersion version(String path, JsonNode value, Record source) {
    return new AttributeVersion(
        asStored(path),
        asStored(XdmJson.write(value)),
        source.getTimestamp(),
        source.getDataset(),
        source.getId());
  }

  /**
   * Text as it is after a trip through state, which writes UTF-8: half a surrogate pair (an escape
   * can spell one) would else compare differently before and after a restart.
   */
  private static String asStored(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
