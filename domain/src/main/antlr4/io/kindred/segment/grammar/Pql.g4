// SPDX-License-Identifier: Apache-2.0

/** PQL, the language of segments. Units and functions are names: the reader knows which there are. */
grammar Pql;

options {
  caseInsensitive = true;
}

definition : argument EOF ;

/** What stands before an arrow must be names; the reader sees to it. */
argument : expression (ARROW expression)? ;

expression : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation
  : (NOT | BANG) negation                           # not
  | (FORALL | SELECT) generators                    # comprehended
  | aggregation (sum OVER)? generators              # aggregated
  | LET name EQUAL value IN expression              # let
  | EXISTS sum (FROM sum ((WHERE | COLON) expression)? (COMMA generator)*)?  # existing
  | comparison                                      # plain
  ;

/** Without brackets no condition, as an {@code in} of its own would end it. */
value : sum (comparator sum)? ;

aggregation : SUM | AVERAGE | MIN | MAX | COUNT ;

generators : generator (COMMA generator)* ;

generator : name FROM sum ((WHERE | COLON) expression)? ;

comparison : sum relation? ;

relation
  : comparator sum              # compared
  | (IN | NOT_IN | NOT IN) sum  # listed
  | NOT? LIKE sum               # like
  | NOT? MATCHES sum            # matching
  | OCCURS occurrence           # occurring
  ;

comparator : EQUAL | UNEQUAL | ABOVE | AT_LEAST | BELOW | AT_MOST ;

occurrence
  : comparator NUMBER name (BEFORE | AFTER | FROM) sum   # within
  | (BEFORE | AFTER) sum                                 # beside
  | BETWEEN sum AND sum                                  # between
  | ON? sum                                              # on
  ;

sum : product ((PLUS | MINUS) product)* ;

product : factor ((TIMES | DIVIDED | MODULO) factor)* ;

factor
  : MINUS factor     # negative
  | primary step*    # stepped
  ;

step
  : DOT word call?                    # member
  | OPEN_LIST expression CLOSE_LIST   # filter
  ;

call : OPEN arguments? CLOSE ;

arguments : argument (COMMA argument)* ;

primary
  : STRING                                        # string
  | NUMBER                                        # number
  | (TRUE | FALSE)                                # truth
  | NULL                                          # null
  | (NOW | TODAY | YESTERDAY | TOMORROW)          # moment
  | (THIS | LAST | NEXT) name                     # period
  | CARET+ name?                                  # enclosing
  | PARAMETER                                     # parameter
  | CHAIN OPEN sum COMMA name COMMA
      OPEN_LIST element (COMMA element)* CLOSE_LIST CLOSE  # chain
  | name call?                                    # reference
  | OPEN expression (COMMA expression)* CLOSE     # grouped
  | OPEN_LIST arguments? CLOSE_LIST               # list
  | OPEN_OBJECT (entry (COMMA entry)*)? CLOSE_OBJECT  # object
  ;

entry : (STRING | word) COLON expression ;

element
  : negator? name COLON negator? (event | OPEN event CLOSE)
  | negator OPEN name COLON event CLOSE
  ;

negator : NOT | BANG ;

event : WHAT OPEN expression CLOSE clause* ;

clause
  : WHERE OPEN expression CLOSE                     # where
  | WHEN OPEN occurrence (AND occurrence)* CLOSE    # when
  | COUNT OPEN bound (AND bound)* CLOSE             # times
  ;

bound
  : comparator? NUMBER           # bounded
  | NUMBER COMMA NUMBER          # ranged
  | BETWEEN NUMBER AND NUMBER    # ranged
  ;

/** What a path may begin with. */
name : NAME | MATCHES | COUNT | SUM | AVERAGE | MIN | MAX | OVER | WHAT | WHEN | THIS | LAST | NEXT ;

/** What a field or a function may be called: everything, for data does not know our keywords. */
word
  : name | AND | OR | NOT | IN | NOT_IN | LIKE | OCCURS | EXISTS | FORALL | FROM | WHERE | BETWEEN
  | BEFORE | AFTER | ON | NOW | TODAY | YESTERDAY | TOMORROW | TRUE | FALSE | NULL | CHAIN | SELECT
  | LET
  ;

AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
IN : 'in' ;
NOT_IN : 'notIn' ;
LIKE : 'like' ;
MATCHES : 'matches' ;
OCCURS : 'occurs' ;
EXISTS : 'exists' ;
FORALL : 'forall' ;
FROM : 'from' ;
WHERE : 'where' ;
BETWEEN : 'between' ;
BEFORE : 'before' ;
AFTER : 'after' ;
ON : 'on' ;
NOW : 'now' ;
TODAY : 'today' ;
YESTERDAY : 'yesterday' ;
TOMORROW : 'tomorrow' ;
THIS : 'this' ;
LAST : 'last' ;
NEXT : 'next' ;
TRUE : 'true' ;
FALSE : 'false' ;
NULL : 'null' ;
CHAIN : 'chain' ;
WHAT : 'what' ;
WHEN : 'when' ;
COUNT : 'count' ;
SUM : 'sum' ;
AVERAGE : 'average' ;
MIN : 'min' ;
MAX : 'max' ;
OVER : 'over' ;
SELECT : 'select' ;
LET : 'let' ;

EQUAL : '=' ;
UNEQUAL : '!=' ;
AT_LEAST : '>=' ;
AT_MOST : '<=' ;
ABOVE : '>' ;
BELOW : '<' ;
BANG : '!' ;
PLUS : '+' ;
MINUS : '-' ;
TIMES : '*' ;
DIVIDED : '/' ;
MODULO : '%' ;
DOT : '.' ;
COMMA : ',' ;
COLON : ':' ;
CARET : '^' ;
PARAMETER : '$' [0-9]+ ;
ARROW : '=>' ;
OPEN : '(' ;
CLOSE : ')' ;
OPEN_LIST : '[' ;
CLOSE_LIST : ']' ;
OPEN_OBJECT : '{' ;
CLOSE_OBJECT : '}' ;

STRING : '"' ('\\' . | ~["\\])* '"' | '\'' ('\\' . | ~['\\])* '\'' ;
NUMBER : [0-9]+ ('.' [0-9]+)? ('e' [+-]? [0-9]+)? ;
NAME : '@'? [\p{L}_] [\p{L}\p{N}_]* ;
SPACE : [ \t\r\n\u00A0]+ -> skip ;
/** Whatever else stands there; the parser refuses it where it stands. */
STRAY : . ;
