/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.Membership;
import io.kindred.avro.Profile;
import io.kindred.fragment.XdmJson;
import java.time.Instant;

/** A profile as JSON, in XDM's shape, everything sorted: equal profiles are equal texts. */
public final class ProfileJson {

  /** XDM's namespace for segments that the platform itself evaluates. */
  private static final String PLATFORM = "ups";

  private ProfileJson() {}

  public static ObjectNode of(Profile profile) {
    ObjectNode json = XdmJson.object();
    json.put("profileId", profile.getProfileId());
    ObjectNode identityMap = json.putObject("identityMap");
    for (IdentityItem item : profile.getIdentities()) {
      identityMap.withArrayProperty(item.getNamespace()).addObject().put("id", item.getId());
    }
    json.set("entity", XdmJson.sorted(XdmJson.read(profile.getEntity())));
    ObjectNode memberships = json.putObject("segmentMembership").putObject(PLATFORM);
    for (Membership membership : profile.getMemberships()) {
      memberships
          .putObject(membership.getSegmentId())
          .put("status", membership.getStatus().name())
          .put("lastQualificationTime", iso(membership.getLastQualificationTime()));
    }
    return json;
  }

  private static String iso(long timestamp) {
    return Instant.ofEpochMilli(timestamp).toString();
  }
}
