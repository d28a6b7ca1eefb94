/**
 * Shapes of injected SQL, as expressions over signatures (`lexer.ts`). The alphabet is one letter a token, and no expression nests
 * a quantifier in another, so that they read a signature in linear time.
 */
export interface Shape {
  readonly name: string;
  readonly pattern: RegExp;
}

const shape = (name: string, pattern: RegExp): Shape => ({ name, pattern });

/** After a quote has closed the string that the value was meant to be: the signature begins with that string, `s`. */
export const AFTER_QUOTE: readonly Shape[] = [
  shape("' or 1=1", /^s\)*l[!o(]*[nstv]\)*[=~][!o(]*[nsStvwifFE]/),
  shape("' or name='x'", /^s\)*l[!o(]*[wi]\)*[=~][!o(]*[nsStvfFE]/),
  shape("' or 1 --", /^s\)*l[!o(]*[nt]\)*[c;lULBH]/),
  shape("' and f(…)", /^s\)*[lo,=~][!o(]*[fFZ]/),
  shape("' and (select", /^s\)*[lo,=~][!o(]*(?<=\()E/),
  shape("' ; statement", /^s\)*;[EIPYKQq]/),
  shape("' order by 3 --", /^s\)*B[nw](?:,[nw])*[cH]/),
  shape("' having 1=1", /^s\)*H(?:[nstvf]|w[=~])/),
  shape("' limit 1 --", /^s\)*Ln(?:,n)*[cU]/),
  shape("' waitfor delay", /^s\)*q[sS]/),
];

/**
 * The same, but in innocent text, too, as a quoted sign or word: `'='`, `'or'`. An injection's quote comes at the beginning, or right after
 * what it closes.
 */
export const AFTER_TIGHT_QUOTE: readonly Shape[] = [
  // An expression of SQL, with a comparison or and/or in it, up to a comment or to the quote that stands in the statement.
  shape("x' - a or '1", /^s\)*(?=[^;,?]*[l=~])(?:[lo=~!(]+[nvtwis]\)*){0,8}(?:[lo=~!(]+S$|c)/),
  shape("x' --", /^s\)*co?$/),
  shape("x'; if 1=1 drop", /^s\)*;[^;]{0,8}(?:KOw|Q)[^;]{0,4}c/),
];

/** At the beginning of the text: a number that was to be one, or a whole statement. */
export const AT_START: readonly Shape[] = [
  shape('1 or 1=1', /^n\)*l[!o(]*[nstv]\)*=[!o(]*[nsStvwifFE]/),
  shape('1 div 0 or 1=1', /^n[~o]n\)*l[!o(]*[nst]\)*=[!o(]*[nsSt]/),
  shape("1 or 'a' like 'a'", /^n\)*l[!o(]*[stv]\)*~[!o(]*[nsStvfFE]/),
  shape('1 or name=1', /^n\)*l[!o(]*[wi]=[nsS](?:[c;)l]|$)/),
  shape('1 or 1 --', /^n\)*l[!o(]*[nt]\)*[cULBH]/),
  shape('1 and f(…)', /^n\)*l[!o(]*[fFZ]/),
  shape('1 and (select', /^n\)*[lo,=~][!o(]*(?<=\()E/),
  shape('1 ; statement', /^n\)*;(?:EA?[nstvfFo(]|Ew(?:,w)*R|IT|PwX|YR|KO|Kwc|Q(?:[vxc(]|$)|q)/),
  shape('1 order by 3 --', /^n\)*B[nw](?:,[nw])*[cH]/),
  shape('1 having 1=1', /^n\)*H[nstvwf]=/),
  shape('1 --', /^nc$/),
  shape('select … from …', /^\(*EA?[nstvwio](?:,[nstvwio])*R[wi]\)*(?:W[nstvwifF!(]|[cJUBL;,)]|$)/),
  shape('select f(…)', /^\(*EA?(?:[fF]\(|v)/),
  shape('update … set', /^PwXw=/),
  shape('insert into', /^ITw[(VE]/),
  shape('delete from … where', /^YRw[Wc;]/),
  shape('drop table', /^KOw(?:[c;)]|$)/),
  shape('declare @x', /^Q\(?v/),
];

/** Anywhere in the text. */
export const ANYWHERE: readonly Shape[] = [
  shape('union select', /UA?\(*EA?(?:[nstvSfFi(o]|w[,Rc])/),
  shape("'a' or 1=1", /s\)*l[!o(]*[nst]\)*=[!o(]*[nsSt]/),
  shape('=1 or 1=1', /[=,(]n\)*l[!o(]*[nst]\)*=[!o(]*[nsSt]/),
  shape('; drop table', /;KOw(?:[c;),S]|$)/),
  shape('; delete from', /;YRw(?:[Wc;S]|$)/),
  shape('; insert into', /;ITw[(VE]/),
  shape('; update … set', /;PwXw=/),
  shape('; select', /;EA?(?:[nstvfFo]|[wi](?:,[wi])+R)/),
  shape('; declare @x', /;Q[vx]/),
  shape('(select … from', /[nstv)oSl=,(]\(EA?(?:[nsStvfFio]|w[,R])/),
  shape('sleep(…)', /F\((?:[^w?)](?:[^w]|$)|w,)/),
  shape('xp_cmdshell', /Qx|x[sS(]/),
  shape('waitfor delay', /q[sS]/),
  shape('into outfile', /u[sSn]/),
  shape('from information_schema', /Ri/),
];

/** What sensitivity HIGH looks for besides: more attacks, and more innocent text. */
export const HIGH_ONLY: readonly Shape[] = [
  shape("' or x", /^s\)*l[!o(]*(?:[nstvS]|[wi](?:[c;]|$))/),
  shape("' --", /^s\)*c/),
  shape("' + '", /^s[o=]+S$/),
  shape('1 or 2', /^n\)*l[!o(]*[nst](?:[c;)]|$)/),
  shape('1 order by 3', /^n\)*Bn/),
  shape('x or 1=1', /l[!o(]*[nst]\)*=[!o(]*[nsSt]/),
  shape('a statement', /(?:^|;)(?:YRw|KOw|EA?[nstvwi](?:,[nstvwi])*R|Q[xvw])/),
];
