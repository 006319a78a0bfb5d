/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text becomes a tree and text again, and means the same. */
class PqlFormTest {

  static LongStream seeds() {
    return LongStream.range(0, 2000);
  }

  private static Expression meaning(String pql) throws InvalidDefinition {
    return Pql.read(pql, Surroundings.binding(Map.of(), Calendar.UTC)).expression();
  }

  static void assertThatFormsAgree(String pql) throws InvalidDefinition {
    JsonNode json = PqlForm.toJson(pql);
    String text = PqlForm.toText(json);

    assertThat(meaning(text)).as("%s as %s", pql, json).isEqualTo(meaning(pql));
    assertThat(meaning(TextWriter.write(Pql.syntax(pql)))).as(pql).isEqualTo(meaning(pql));
    assertThat(PqlForm.toJson(text)).as(text).isEqualTo(json);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void toText_isWhatToJsonWasMadeOf(long seed) throws Exception {
    assertThatFormsAgree(new RandomPql(new Random(seed), List.of("p", "q"), 0).expression(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b = 'x\\n\"y\\\\w' and -5 < -c - -2 * (3 + d) / (e % (f - 1) * 2) - (1 - 2)",
        "not (a or b) and not not c or (d and e) or not (f = 1)",
        "(P) => P.a = $1.b and c",
        "P => P.a.count() > 1",
        "a[b[c = ^.d and ^^e = f and ^.g[h]].i > 1 and $1.j]",
        "orders.sum(order.price * quantity) > 5 and orders.topN(price, 3).head().id in [1, x]",
        "orders.filter(O => O.price > a).map(b + 1).includes(3)",
        "xEvent.groupBy(k).map((K, G) => mapEntry(K, {'n': G.count(), 'm': [K, null]})).get('x')",
        "let s = (sum E.p over E from xEvent where E.c = 'U') in (s > 100 and let t = a in t < s)",
        "(sum X from a where X > 0) > 1 and (count X from b, Y from X.c) = 2",
        "(select E from xEvent where E.a or E.b, I from E.items).count() > 1 and exists a.b",
        "exists A from x where (exists B from y where A.z = B.z), C from A.c where (C or D)",
        "forall A from (select B from y) where (let c = 1 in c = A)",
        "if(exists A from x, (forall B from y where B), c) or d",
        "timestamp occurs <= 1 day before now or a occurs between today and date(2026, 1, 31)",
        "a occurs last week and b occurs > 2 centuries from 'x'.c and c occurs after tomorrow",
        "chain(xEvent[a = 1], timestamp, [A: WHAT(x or y) WHERE(z = ^.w) COUNT(2),"
            + " not B: WHAT(b = A.b) WHEN(today and <= 3 hours after A), C: WHAT(c) COUNT(<= 4),"
            + " D: WHAT(d) COUNT(1, 5)])",
        "{'a b': 1}.get('a b') = 1",
        "orders[count > 5 and sum = last].min = next and sum.max(count) > over",
        "inSegment('x') and currentMonth() = now.getMonth() and yesterday < a",
        "0.1 + 1.0e10 > 12345678901234567890 and true != false",
      })
  void toText_isWhatToJsonWasMadeOf(String pql) throws Exception {
    assertThatFormsAgree(pql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.if(b, c)", "count(orders) > 1"})
  void toJson_refusesWhatIsRefusedAsADefinition(String pql) {
    assertThatThrownBy(() -> meaning(pql)).isInstanceOf(InvalidDefinition.class);
    assertThatThrownBy(() -> PqlForm.toJson(pql))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("; expected a function that ");
  }

  @Test
  void toJson_isTheDocumentedTree() throws Exception {
    assertThat(PqlForm.toJson("workAddress.country = \"US\"").toString())
        .isEqualTo(
            """
            {"nodeType":"fnApply","fnName":"=","params":[{"nodeType":"fieldLookup",\
            "fieldName":"country","object":{"nodeType":"fieldLookup","fieldName":"workAddress",\
            "object":{"nodeType":"parameterReference","position":1}}},{"nodeType":"literal",\
            "literalType":"String","value":"US"}]}\
            """);
  }

  @Test
  void toText_readsDocumentedTrees() throws Exception {
    assertThat(
            PqlForm.toText(
                """
                {"nodeType":"fnApply","fnName":"in","params":[{"nodeType":"fieldLookup",
                "fieldName":"gender","object":{"nodeType":"fieldLookup","fieldName":"person",
                "object":{"nodeType":"literal","literalType":"XDMObject","value":"profile"}}},
                {"literalType":"List","nodeType":"literal","value":["female"]}]}
                """))
        .isEqualTo("person.gender in [\"female\"]");
    assertThat(
            PqlForm.toText(
                """
                {"nodeType":"select","variables":[{"nodeType":"varDecl","varName":"_Checkouts1",
                "from":{"nodeType":"fieldLookup","fieldName":"xEvent","object":{
                "nodeType":"literal","literalType":"XDMObject","value":"profile"}},"where":{
                "nodeType":"fnApply","fnName":"equals",
                "params":[{"nodeType":"fieldLookup","fieldName":"eventType",
                "object":{"nodeType":"varRef","varName":"_Checkouts1"}},{"literalType":"String",
                "nodeType":"literal","value":"commerce.checkouts"},{"nodeType":"literal",
                "literalType":"Boolean","value":true}]}}]}
                """))
        .isEqualTo(
            "select _Checkouts1 from xEvent"
                + " where _Checkouts1.eventType.equals(\"commerce.checkouts\", true)");
  }

  @Test
  void toText_takesTheOtherNameOfNot() throws Exception {
    String one = "{\"nodeType\":\"literal\",\"literalType\":\"Boolean\",\"value\":true}";

    assertThat(
            PqlForm.toText("{\"nodeType\":\"fnApply\",\"fnName\":\"!\",\"params\":[" + one + "]}"))
        .isEqualTo("not true");
  }

  @Test
  void toText_usesAFunctionForWhatIsNoName() throws Exception {
    assertThat(
            PqlForm.toText(
                """
                {"nodeType":"fieldLookup","fieldName":"a-b",
                 "object":{"nodeType":"parameterReference","position":1}}
                """))
        .isEqualTo("$1.get(\"a-b\")");
  }

  @Test
  void toText_saysWhereItFails() {
    assertThatThrownBy(
            () -> PqlForm.toText("{\"nodeType\":\"fnApply\",\"fnName\":\"=\",\"params\":[{}]}"))
        .hasMessage("/params/0: found '{}'; expected an object with a text as its nodeType");
    assertThatThrownBy(
            () ->
                PqlForm.toText(
                    "{\"nodeType\":\"literal\",\"literalType\":\"Double\",\"value\":1e999}"))
        .hasMessageEndingWith("expected a number up to 1.8e308");
    assertThatThrownBy(() -> PqlForm.toText("{\"nodeType\":\"sum\"}"))
        .hasMessageStartingWith("/: found 'sum'; expected a node such as literal");
    assertThatThrownBy(() -> PqlForm.toText("{")).hasMessageStartingWith("not JSON");
  }

  @Test
  void parse_readsADefinitionInJson() throws Exception {
    String value = PqlForm.toJson("a.b > 1").toString().replace("\"", "\\\"");
    String body =
        """
        {"name": "B", "expression": {"type": "PQL", "format": "pql/json", "value": "%s"}}
        """
            .formatted(value);

    assertThat(SegmentDefinition.parse("b", body))
        .isEqualTo(new SegmentDefinition("b", "B", "a.b > 1"));
  }
}
