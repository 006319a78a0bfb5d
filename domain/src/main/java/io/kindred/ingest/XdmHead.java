/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kindred.identity.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of an XDM document that ingest looks at. The rest is passed over token by token,
 * so that it is known to be JSON, and never becomes an object.
 *
 * <p>Reading goes on after a fault, as far as the document is JSON: the _id may stand behind it.
 */
final class XdmHead {

  private static final int NAME_LENGTH_MAX = 1_024;

  /** A greater exponent would be spelt out by whoever adds a small number to it. */
  private static final int EXPONENT_DIGITS_MAX = 3;

  private @Nullable String id;
  private @Nullable String timestamp;
  private @Nullable String eventType;
  private @Nullable String lastUpdated;
  private @Nullable List<Identity> identities;
  private @Nullable Refusal fault;

  @Nullable String id() {
    return id;
  }

  @Nullable String timestamp() {
    return timestamp;
  }

  @Nullable String eventType() {
    return eventType;
  }

  /** XDM's extSourceSystemAudit.lastUpdatedDate. */
  @Nullable String lastUpdated() {
    return lastUpdated;
  }

  /** In the order of the document, as they came; null where there is no identityMap. */
  @Nullable List<Identity> identities() {
    return identities;
  }

  /** The first fault that was noted. */
  @Nullable Refusal fault() {
    return fault;
  }

  void note(Refusal refusal) {
    if (fault == null) {
      fault = refusal;
    }
  }

  void read(JsonParser json) {
    try (json) {
      readDocument(json);
    } catch (JsonProcessingException e) {
      note(notJson(json, e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static Refusal notJson(JsonParser json, JsonProcessingException e) {
    // A limit that bites has no location of its own.
    JsonLocation location = e.getLocation() == null ? json.currentLocation() : e.getLocation();
    String where = "line " + location.getLineNr() + ", column " + location.getColumnNr();
    return new Refusal(
        json.getParsingContext().pathAsPointer().toString(),
        where + ": not the JSON of an XDM document: " + e.getOriginalMessage());
  }

  private void readDocument(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      note(Refusal.at("", found(json), "a JSON object"));
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      readField(json.currentName(), json);
    }
    if (json.nextToken() != null) {
      note(Refusal.at("", found(json) + " behind the object", "the end of the document"));
    }
  }

  private void readField(String name, JsonParser json) throws IOException {
    json.nextToken();
    switch (name) {
      case "_id" -> id = name(json, "/_id");
      case "timestamp" -> timestamp = text(json, "/timestamp");
      case "eventType" -> eventType = text(json, "/eventType");
      case "identityMap" -> readIdentityMap(json);
      case "extSourceSystemAudit" -> readAudit(json);
      default -> pass(json);
    }
  }

  private void readAudit(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("lastUpdatedDate");
      json.nextToken();
      if (wanted) {
        lastUpdated = text(json, "/extSourceSystemAudit/lastUpdatedDate");
      } else {
        pass(json);
      }
    }
  }

  private void readIdentityMap(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (begins(json, JsonToken.START_OBJECT, "/identityMap", "an object of namespaces")) {
      identities = new ArrayList<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        readNamespace(json.currentName(), json);
      }
    }
  }

  private void readNamespace(String code, JsonParser json) throws IOException {
    String field = "/identityMap/" + code.replace("~", "~0").replace("/", "~1");
    boolean named = isName(code) && code.indexOf(':') < 0;
    if (!named) {
      note(Refusal.at(field, quoted(code), "a namespace code, which has no colon"));
    }
    json.nextToken();
    if (begins(json, JsonToken.START_ARRAY, field, "an array of identities")) {
      for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
        readIdentity(named ? code : "", field + "/" + i, json);
      }
    }
  }

  private void readIdentity(String namespace, String field, JsonParser json) throws IOException {
    if (!begins(json, JsonToken.START_OBJECT, field, "an object with an id")) {
      return;
    }
    String value = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("id");
      json.nextToken();
      if (wanted) {
        value = text(json, field + "/id");
      } else {
        pass(json);
      }
    }
    if (value == null) {
      note(Refusal.missing(field + "/id", "text"));
    } else if (identities != null) {
      identities.add(new Identity(namespace, value));
    }
  }

  /** Whether the value is of the wanted kind; one that is not is noted and passed over. */
  private boolean begins(JsonParser json, JsonToken wanted, String field, String expected)
      throws IOException {
    if (json.currentToken() == wanted) {
      return true;
    }
    note(Refusal.at(field, found(json), expected));
    pass(json);
    return false;
  }

  /** Text that can be a key; null where there is none. */
  private @Nullable String name(JsonParser json, String field) throws IOException {
    String text = text(json, field);
    if (text == null || isName(text)) {
      return text;
    }
    note(Refusal.at(field, quoted(text), "text of 1 to " + NAME_LENGTH_MAX + " characters"));
    return null;
  }

  private static boolean isName(String text) {
    return !text.isBlank() && text.length() <= NAME_LENGTH_MAX;
  }

  /** Text that UTF-8 can write; null where there is none. */
  private @Nullable String text(JsonParser json, String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!begins(json, JsonToken.VALUE_STRING, field, "text")) {
      return null;
    }
    String text = json.getText();
    if (holdsHalfACharacter(text)) {
      note(Refusal.at(field, quoted(text), "text without half a surrogate pair"));
      return null;
    }
    return text;
  }

  /** Two texts that differ only in such a half would become the same in UTF-8. */
  private static boolean holdsHalfACharacter(String text) {
    boolean surrogates = false;
    for (int i = 0; i < text.length() && !surrogates; i++) {
      surrogates = Character.isSurrogate(text.charAt(i));
    }
    return surrogates && text.codePoints().anyMatch(XdmHead::isHalfACharacter);
  }

  private static boolean isHalfACharacter(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private void pass(JsonParser json) throws IOException {
    int depth = 0;
    do {
      JsonToken token = json.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        checkExponent(json);
      }
    } while (depth > 0 && json.nextToken() != null);
  }

  private void checkExponent(JsonParser json) throws IOException {
    String number = json.getText();
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (e >= 0 && number.substring(e + 1).replaceFirst("[+-]", "").length() > EXPONENT_DIGITS_MAX) {
      String field = json.getParsingContext().pathAsPointer().toString();
      note(Refusal.at(field, number, "a number with an exponent of at most three digits"));
    }
  }

  private static String found(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> quoted(json.getText());
      default -> json.getText();
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
