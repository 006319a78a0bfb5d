/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What people have settled about identities: the namespaces, the values that are nobody's, and how
 * large a cluster may be. Immutable. The version orders them in time.
 */
public final class IdentitySettings implements Serializable {

  public static final int LIMIT = 50;
  private static final int LIMIT_MAX = 1_000;
  private static final int NEIGHBOURS_MAX = 1_000_000;

  /**
   * The links of so many neighbours over the limit are kept, so that a cut of some, or a higher
   * limit, brings an identity back as if they had never been, or never been too many.
   */
  private static final int MORE_NEIGHBOURS = 100;

  /** What trackers send for lack of an id, in any case. */
  private static final Set<String> NOBODY = Set.of("", "null", "anonymous", "invalid");

  /** Nothing settled. */
  public static final IdentitySettings DEFAULT =
      new IdentitySettings("{}", 0, LIMIT, MORE_NEIGHBOURS, List.of(), Map.of(), Map.of());

  private final String json;
  private final long version;
  private final int limit;
  private final int moreNeighbours;
  private final List<Pattern> blocked;
  private final Map<String, NamespaceSettings> namespaces;
  private final Map<String, Integer> lifts;
  private final Map<String, Integer> liftsByHash;

  private IdentitySettings(
      String json,
      long version,
      int limit,
      int moreNeighbours,
      List<Pattern> blocked,
      Map<String, NamespaceSettings> namespaces,
      Map<String, Integer> lifts) {
    this.json = json;
    this.version = version;
    this.limit = limit;
    this.moreNeighbours = moreNeighbours;
    this.blocked = List.copyOf(blocked);
    this.namespaces = Map.copyOf(namespaces);
    this.lifts = Map.copyOf(lifts);
    Map<String, Integer> byHash = new HashMap<>();
    lifts.forEach((identity, allowed) -> byHash.put(ProfileId.of(identity), allowed));
    this.liftsByHash = Map.copyOf(byHash);
  }

  /** Reads a definition of kind {@code identity-settings}. */
  public static IdentitySettings parse(String json, long version) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(json);
    int limit = fields.integer("limit", 2, LIMIT_MAX, LIMIT);
    int more = fields.integer("moreNeighbours", 0, NEIGHBOURS_MAX, MORE_NEIGHBOURS);
    List<Pattern> blocked = new ArrayList<>();
    for (String regex : fields.texts("blocked")) {
      blocked.add(pattern(fields, "blocked", regex));
    }
    Map<String, NamespaceSettings> namespaces = namespaces(fields);
    fields.refuseUnknown();
    return new IdentitySettings(json, version, limit, more, blocked, namespaces, Map.of());
  }

  /** The same with quarantines lifted; of two on one identity the greater counts. */
  public IdentitySettings with(Collection<Lift> all, long newVersion) {
    Map<String, Integer> byKey = new HashMap<>();
    for (Lift lift : all) {
      String key = IdentityIntake.normalized(lift.identity(), this).key();
      byKey.merge(key, lift.neighbours(), Math::max);
    }
    return new IdentitySettings(
        json, newVersion, limit, moreNeighbours, blocked, namespaces, byKey);
  }

  private static Map<String, NamespaceSettings> namespaces(JsonFields fields)
      throws InvalidDefinition {
    Map<String, NamespaceSettings> namespaces = new LinkedHashMap<>();
    for (JsonFields each : fields.objects("namespaces")) {
      NamespaceSettings settings = namespace(each);
      each.refuseUnknown();
      if (namespaces.put(settings.namespace(), settings) != null) {
        throw each.refusal("namespace", "listed once");
      }
    }
    return namespaces;
  }

  private static NamespaceSettings namespace(JsonFields fields) throws InvalidDefinition {
    String code = fields.text("namespace");
    if (code.indexOf(':') >= 0) {
      throw fields.refusal("namespace", "a code without a colon");
    }
    return new NamespaceSettings(
        code,
        fields.has("type")
            ? fields.oneOf("type", NamespaceType.class)
            : NamespaceType.standard(code),
        fields.integer(
            "priority", 1, NamespaceSettings.LOWEST_PRIORITY, NamespaceSettings.LOWEST_PRIORITY),
        fields.flag("unique", false),
        normalize(fields),
        pattern(fields),
        fields.integer("neighbours", 1, NEIGHBOURS_MAX, NamespaceSettings.NEIGHBOURS));
  }

  private static List<Normalization> normalize(JsonFields fields) throws InvalidDefinition {
    List<Normalization> steps = new ArrayList<>();
    for (String text : fields.texts("normalize")) {
      try {
        steps.add(Normalization.parse(text));
      } catch (IllegalArgumentException e) {
        throw fields.refusal("normalize", "made of " + List.of(Normalization.values()));
      }
    }
    return steps;
  }

  private static @Nullable Pattern pattern(JsonFields fields) throws InvalidDefinition {
    return fields.has("pattern") ? pattern(fields, "pattern", fields.text("pattern")) : null;
  }

  private static Pattern pattern(JsonFields fields, String field, String regex)
      throws InvalidDefinition {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw fields.refusal(field, "a regular expression: " + e.getDescription());
    }
  }

  public NamespaceSettings of(String namespace) {
    NamespaceSettings listed = namespaces.get(namespace);
    return listed != null ? listed : NamespaceSettings.unlisted(namespace);
  }

  /** Whether both ends are of a type that links. */
  boolean mayLink(Link link) {
    return of(Identity.namespaceOf(link.a())).type().links()
        && of(Identity.namespaceOf(link.b())).type().links();
  }

  /** How many others an identity may be linked to. */
  public int neighbours(String identityKey) {
    int lifted = lifts.getOrDefault(identityKey, 0);
    return neighbours(Identity.namespaceOf(identityKey), lifted);
  }

  private int neighbours(String namespace, int lifted) {
    return Math.max(of(namespace).neighbours(), lifted);
  }

  /** Of how many neighbours the links are kept. */
  int capacity(String identityKey) {
    return neighbours(identityKey) + moreNeighbours;
  }

  /**
   * The same of an identity that is known by its namespace and the hash of its key.
   *
   * @see Facts#crowds
   */
  int capacityOfMark(String mark) {
    int colon = mark.indexOf(':');
    int lifted = liftsByHash.getOrDefault(mark.substring(colon + 1), 0);
    return neighbours(mark.substring(0, colon), lifted) + moreNeighbours;
  }

  /** How many identities a cluster may hold. */
  public int limit() {
    return limit;
  }

  public long version() {
    return version;
  }

  public String json() {
    return json;
  }

  /** Whether a value is nobody's id. */
  boolean blocks(String id) {
    String bare = id.strip();
    if (NOBODY.contains(bare.toLowerCase(Locale.ROOT))) {
      return true;
    }
    for (Pattern pattern : blocked) {
      if (pattern.matcher(bare).matches()) {
        return true;
      }
    }
    return false;
  }
}
