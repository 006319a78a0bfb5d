// SPDX-License-Identifier: Apache-2.0

/** PQL, the language of segments. Units and functions are names: the reader knows which there are. */
grammar Pql;

options {
  caseInsensitive = true;
}

definition : expression EOF ;

expression : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation
  : (NOT | BANG) negation                                              # not
  | (EXISTS | FORALL) generator (COMMA generator)* (WHERE | COLON) expression  # quantified
  | EXISTS sum                                                         # present
  | comparison                                                         # plain
  ;

generator : NAME FROM sum ;

comparison : sum relation? ;

relation
  : comparator sum              # compared
  | (IN | NOT_IN | NOT IN) sum  # listed
  | LIKE sum                    # like
  | OCCURS occurrence           # occurring
  ;

comparator : EQUAL | UNEQUAL | ABOVE | AT_LEAST | BELOW | AT_MOST ;

occurrence
  : comparator NUMBER word (BEFORE | AFTER | FROM) sum   # within
  | (BEFORE | AFTER) sum                                 # beside
  | BETWEEN sum AND sum                                  # between
  | ON? sum                                              # on
  ;

sum : product ((PLUS | MINUS) product)* ;

product : factor ((TIMES | OVER | MODULO) factor)* ;

factor
  : MINUS factor     # negative
  | primary step*    # stepped
  ;

step
  : DOT word call?                    # member
  | OPEN_LIST expression CLOSE_LIST   # filter
  ;

call : OPEN arguments? CLOSE ;

arguments : expression (COMMA expression)* ;

primary
  : STRING                                        # string
  | NUMBER                                        # number
  | (TRUE | FALSE)                                # truth
  | NULL                                          # null
  | (NOW | TODAY | YESTERDAY | TOMORROW)          # moment
  | (THIS | LAST | NEXT) word                     # period
  | CARET+                                        # enclosing
  | PROFILE                                       # profile
  | CHAIN OPEN name COMMA name COMMA
      OPEN_LIST element (COMMA element)* CLOSE_LIST CLOSE  # chain
  | name call?                                    # reference
  | OPEN expression CLOSE                         # grouped
  | OPEN_LIST arguments? CLOSE_LIST               # list
  ;

element : (NOT | BANG)? NAME COLON (NOT | BANG)? WHAT OPEN expression CLOSE clause* ;

clause
  : WHERE OPEN expression CLOSE   # where
  | WHEN OPEN occurrence CLOSE    # when
  | COUNT OPEN NUMBER CLOSE       # times
  ;

/** What a path may begin with. */
name : NAME | COUNT | WHAT | WHEN ;

/** What a field or a function may be called: everything, for data does not know our keywords. */
word
  : name | AND | OR | NOT | IN | NOT_IN | LIKE | OCCURS | EXISTS | FORALL | FROM | WHERE | BETWEEN
  | BEFORE | AFTER | ON | NOW | TODAY | YESTERDAY | TOMORROW | THIS | LAST | NEXT | TRUE | FALSE
  | NULL | CHAIN
  ;

AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
IN : 'in' ;
NOT_IN : 'notIn' ;
LIKE : 'like' ;
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
OVER : '/' ;
MODULO : '%' ;
DOT : '.' ;
COMMA : ',' ;
COLON : ':' ;
CARET : '^' ;
PROFILE : '$1' ;
OPEN : '(' ;
CLOSE : ')' ;
OPEN_LIST : '[' ;
CLOSE_LIST : ']' ;

STRING : '"' ('\\' . | ~["\\])* '"' | '\'' ('\\' . | ~['\\])* '\'' ;
NUMBER : [0-9]+ ('.' [0-9]+)? ('e' [+-]? [0-9]+)? ;
NAME : [\p{L}_@] [\p{L}\p{N}_@]* ;
SPACE : [ \t\r\n\u00A0]+ -> skip ;
/** Whatever else stands there; the parser refuses it where it stands. */
STRAY : . ;
